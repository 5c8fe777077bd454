/**
 * What an {@link Application} allows its clients.
 *
 * @param memory the memory for the content of all requests
 * @param admission decides about each request whose head has arrived; it takes the memory from there
 */
record ApplicationLimits(ConnectionLimits connections, BodyBudget memory, Admission admission) {

    static ApplicationLimits from(Flags flags) {
        BodyBudget memory = new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
        return new ApplicationLimits(ConnectionLimits.from(flags), memory, memory);
    }
}
