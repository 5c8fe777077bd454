/** One field line of a response, such as `Allow: GET, HEAD`. Given. */
record Field(String name, String value) {}
