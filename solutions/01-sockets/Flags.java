import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line: `--flag value` or `--flag=value`. If a flag is repeated, its last value counts.
 *
 * <p>`with`, `withNumber`, `withSwitch` and `withList` declare a flag; `withList` keeps every value. `text`, `number`,
 * `isOn` and `all` read it. The first read parses the whole command line and reports every mistake; `mistakes` returns
 * them instead.
 */
final class Flags {

    /** Checks one value of a flag. */
    interface Check {

        /**
         * @param number 1 for the first value of the flag, 2 for the second, and so on
         * @throws UsageException if the value is wrong; the message names the flag and the value and says what to give
         */
        void check(String value, int number);
    }

    /** @param defaultValue null for a switch */
    private record Flag(String defaultValue, String meaning, Check check) {}

    private static final Check ANY = (value, number) -> {};

    private final List<String> args;
    private final Map<String, Flag> known = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private Map<String, List<String>> given;      // null until the first read; all flags are declared by then

    Flags(String[] args) {
        this.args = List.of(args);
    }

    Flags with(String name, String defaultValue, String meaning) {
        return with(name, defaultValue, meaning, ANY);
    }

    Flags with(String name, String defaultValue, String meaning, Check check) {
        known.put(name, new Flag(defaultValue, meaning + " (default " + defaultValue + ")", check));
        return this;
    }

    /** Declares a flag whose value is a whole number from `min` to `max`. */
    Flags withNumber(String name, int defaultValue, int min, int max, String meaning) {
        return with(name, String.valueOf(defaultValue), meaning, (value, number) -> number(name, value, min, max));
    }

    /** Declares a flag that takes no value. */
    Flags withSwitch(String name, String meaning) {
        known.put(name, new Flag(null, meaning, ANY));
        return this;
    }

    /** Declares a flag that may be given any number of times, or not at all. */
    Flags withList(String name, String meaning, Check check) {
        known.put(name, new Flag("", meaning + " (repeatable)", check));
        return this;
    }

    boolean isOn(String name) {
        return !all(name).isEmpty();
    }

    String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? known.get(name).defaultValue() : values.getLast();
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Returns all values of a flag, in order; empty if the flag was not given. */
    List<String> all(String name) {
        List<String> values = given().getOrDefault(name, List.of());
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join("\n", mistakes));
        }
        return values;
    }

    /** Returns what is wrong with the command line: a line for each mistake. */
    List<String> mistakes() {
        given();
        return mistakes;
    }

    /** Returns the names of all flags, in the order in which they were declared. */
    Set<String> names() {
        return known.keySet();
    }

    /** Returns whether a flag keeps every value. */
    boolean isList(String name) {
        return known.containsKey(name) && "".equals(known.get(name).defaultValue());
    }

    /** Returns whether a flag takes no value. */
    boolean isSwitch(String name) {
        return known.get(name).defaultValue() == null;
    }

    /** Returns the value of a flag that is not given: for a switch `off`, for a list the empty text. */
    String defaultValue(String name) {
        return isSwitch(name) ? "off" : known.get(name).defaultValue();
    }

    /** Returns the values that were given, by flag, whether there are mistakes or not. */
    Map<String, List<String>> given() {
        if (given == null) {
            given = read();
        }
        return given;
    }

    /** @throws UsageException if `value` is not a whole number from `min` to `max` */
    static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, with the range.
        }
        throw new UsageException("--" + name + " " + value + ": give a whole number from " + min + " to " + max);
    }

    private Map<String, List<String>> read() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            String name = arg.startsWith("--") ? arg.substring(2, equals > 0 ? equals : arg.length()) : "";
            Flag flag = known.get(name);
            if (name.equals("help")) {
                help();
            } else if (name.isEmpty()) {
                mistakes.add("'" + arg + "' is not a flag; --help lists the flags");
            } else if (flag == null) {
                mistakes.add("unknown flag --" + name + "; the flags are --" + String.join(", --", known.keySet()));
                i += equals < 0 && i + 1 < args.size() && !args.get(i + 1).startsWith("--") ? 1 : 0;    // its value
            } else if (flag.defaultValue() == null && equals > 0) {
                mistakes.add("--" + name + " takes no value");
            } else if (flag.defaultValue() != null && equals < 0 && i + 1 == args.size()) {
                mistakes.add(arg + " needs a value");
            } else {
                String value =
                        flag.defaultValue() == null ? "on" : equals > 0 ? arg.substring(equals + 1) : args.get(++i);
                values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
        }
        values.forEach((name, all) -> check(known.get(name), all));
        return values;
    }

    private void check(Flag flag, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            try {
                flag.check().check(values.get(i), i + 1);
            } catch (UsageException mistake) {
                mistakes.add(mistake.getMessage());
            }
        }
    }

    private void help() {
        IO.println("usage: " + Launcher.labName() + " [--flag value]...");
        known.forEach((name, flag) -> IO.println("  --%-16s %s".formatted(name, flag.meaning())));
        System.exit(0);
    }
}
