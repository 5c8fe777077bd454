import java.util.HashMap;
import java.util.Map;

/** The parameters in the query of a request, decoded: `?name=text&sort=price`. As in HTML forms, `+` is a space. */
record QueryParameters(Map<String, String> values) {

    /** @throws HttpException 400 if a parameter occurs twice, or is not text in UTF-8 */
    static QueryParameters of(Request request) {
        Map<String, String> values = new HashMap<>();
        String query = request.head().target().query();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            if (values.put(name, parts.length == 1 ? "" : decode(parts[1])) != null) {
                throw new HttpException(400, "the parameter " + name + " is there more than once");
            }
        }
        return new QueryParameters(values);
    }

    private static String decode(String text) {
        return PercentDecoder.decode(text.replace('+', ' '));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * Returns a whole number from 1 to `max`; `otherwise` if the parameter is missing.
     *
     * @throws HttpException 400 if it is anything else
     */
    long number(String name, long otherwise, long max) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Ascii.containsOnly(Ascii.DIGIT, text) ? Long.parseLong(text) : 0;
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException tooLong) {
            // rejected below
        }
        throw new HttpException(400, name + " has to be a whole number from 1 to " + max);
    }
}
