/**
 * One field line of a response, such as `Allow: GET, HEAD`.
 *
 * <p>A recipient would read a value with a line break as two lines, or as the end of the head. An attacker who can
 * inject a line break can write responses in our name (response splitting). Such a field cannot be created.
 *
 * @param name a token (RFC 9110 §5.6.2), but not the name of a field that only the connection may set
 * @param value characters up to U+00FF, each of which is one byte, without control characters except HTAB (RFC 9110
 *        §5.5)
 */
record Field(String name, String value) {

    /** @throws IllegalArgumentException if the client could not read the field, or would misread it */
    Field {
        if (name.isEmpty() || !Ascii.containsOnly(Ascii.TOKEN, name) || isReserved(name)) {
            throw new IllegalArgumentException("a handler may not send a field called '" + name + "'");
        }
        if (!isSendable(value)) {
            throw new IllegalArgumentException("the value of " + name + " has a control character or one above U+00FF");
        }
    }

    private static boolean isReserved(String name) {
        return name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Transfer-Encoding");
    }

    private static boolean isSendable(String value) {
        int i = 0;
        while (i < value.length() && isSendable(value.charAt(i))) {
            i++;
        }
        return i == value.length();
    }

    private static boolean isSendable(char one) {
        return one >= ' ' && one <= 0xFF && one != 0x7F || one == '\t';
    }
}
