import java.nio.file.Path;

/**
 * Admits content that does not fit into memory: the rest of it goes to a file. Admits any method: the server to which
 * the request goes may know it (RFC 9110 §9.1).
 *
 * @param budget the memory of all requests
 * @param most how many bytes of its content a request may have in memory
 * @param folder where the files are
 */
record SpilledBodies(BodyBudget budget, int most, Path folder) implements Admission {

    static Flags flags(Flags flags) {
        return flags.with("body-folder", System.getProperty("java.io.tmpdir"),
                "where the content of requests is that does not fit into memory");
    }

    /** Returns the same limits, but content may be longer than what a request may have in memory. */
    static ApplicationLimits around(ApplicationLimits limits, Flags flags) {
        return new ApplicationLimits(limits.connections(), limits.memory(), new SpilledBodies(limits.memory(),
                flags.number("max-memory-per-request"), Path.of(flags.text("body-folder"))));
    }

    /**
     * Returns the destination of the content, which the handler finds with {@link StoredContent#of}. A request without
     * content gets a destination that takes none; and CONNECT has no content (RFC 9110 §9.3.6).
     *
     * @throws HttpException 400 for a CONNECT that has content
     */
    // task buffer, until then: return new BufferedContent(Math.min(maxBody, most), budget);
    @Override
    public Content admit(Head head, RequestContext context, int maxBody) {
        Framing framing = Framing.of(head);
        if (!framing.chunked() && framing.length() == 0) {
            return new BufferedContent(0, budget);
        }
        if (head.method().equals("CONNECT")) {
            throw new HttpException(400, "CONNECT has no content");
        }
        SpilledContent content = new SpilledContent(maxBody, most, budget, folder);
        context.set(SpilledContent.KEY, content);
        return content;
    }
}
