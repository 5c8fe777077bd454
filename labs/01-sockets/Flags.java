import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command line: `--flag value` or `--flag=value`; a flag that is given twice counts as given last. Given.
 *
 * <p>A flag is made known by `with`, which gives its default; then `text` and `number` read it.
 */
final class Flags {

    private final String program;
    private final Map<String, String> given;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final StringBuilder help = new StringBuilder();

    private Flags(String program, Map<String, String> given) {
        this.program = program;
        this.given = given;
    }

    static Flags of(String program, String[] args) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i];
            if (!name.startsWith("--")) {
                throw new UsageError("'" + name + "' is no flag; --help lists the flags");
            }
            int equals = name.indexOf('=');
            if (equals > 0) {
                given.put(name.substring(2, equals), name.substring(equals + 1));
            } else if (name.equals("--help")) {
                given.put("help", "");
            } else if (i + 1 < args.length) {
                given.put(name.substring(2), args[++i]);
            } else {
                throw new UsageError(name + " needs a value");
            }
        }
        return new Flags(program, given);
    }

    Flags with(String name, String standard, String meaning) {
        known.put(name, standard);
        help.append("  --%-16s %s (default %s)%n".formatted(name, meaning, standard));
        return this;
    }

    String text(String name) {
        checkNames();
        return given.getOrDefault(name, known.get(name));
    }

    int number(String name, int least, int most) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, with the range
        }
        throw new UsageError("--" + name + " " + value + ": give a whole number from " + least + " to " + most);
    }

    private void checkNames() {
        if (given.containsKey("help")) {
            IO.print("usage: " + program + " [--flag value]...\n" + help);
            System.exit(0);
        }
        for (String name : given.keySet()) {
            if (!known.containsKey(name)) {
                throw new UsageError("unknown flag --" + name + "; known are --" + String.join(", --", known.keySet()));
            }
        }
    }
}
