import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line: `--flag value` or `--flag=value`; a flag that is given twice counts as given last. Given.
 *
 * <p>A flag is made known by `with`, which gives its default, by `withSwitch`, or by `withList` if every one given
 * counts; then `text`, `number`, `isOn` and `all` read it.
 */
final class Flags {

    private final List<String> args;
    private final Map<String, String> known = new LinkedHashMap<>();     // name to default; a switch has none
    private final Map<String, String> meanings = new LinkedHashMap<>();
    private Map<String, List<String>> given;      // null until the first flag is read: by then all are known

    Flags(String[] args) {
        this.args = List.of(args);
    }

    Flags with(String name, String defaultValue, String meaning) {
        known.put(name, defaultValue);
        meanings.put(name, meaning + " (default " + defaultValue + ")");
        return this;
    }

    /** A flag without a value. */
    Flags withSwitch(String name, String meaning) {
        known.put(name, null);
        meanings.put(name, meaning);
        return this;
    }

    /** A flag that may be given many times, or not at all. */
    Flags withList(String name, String meaning) {
        known.put(name, "");
        meanings.put(name, meaning + " (repeatable)");
        return this;
    }

    boolean isOn(String name) {
        return !all(name).isEmpty();
    }

    String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? known.get(name) : values.getLast();
    }

    /** What was given for a flag, in order; empty if nothing was. */
    List<String> all(String name) {
        if (given == null) {
            given = read();
        }
        return given.getOrDefault(name, List.of());
    }

    int number(String name, int min, int max) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, with the range
        }
        throw new UsageException("--" + name + " " + value + ": give a whole number from " + min + " to " + max);
    }

    private Map<String, List<String>> read() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (!arg.startsWith("--")) {
                throw new UsageException("'" + arg + "' is no flag; --help lists the flags");
            }
            int equals = arg.indexOf('=');
            String name = arg.substring(2, equals > 0 ? equals : arg.length());
            checkName(name);
            List<String> all = values.computeIfAbsent(name, first -> new ArrayList<>());
            boolean isSwitch = known.get(name) == null;
            if (isSwitch && equals > 0) {
                throw new UsageException("--" + name + " takes no value");
            } else if (isSwitch) {
                all.add("on");
            } else if (equals > 0) {
                all.add(arg.substring(equals + 1));
            } else if (i + 1 < args.size()) {
                all.add(args.get(++i));
            } else {
                throw new UsageException(arg + " needs a value");
            }
        }
        return values;
    }

    private void checkName(String name) {
        if (name.equals("help")) {
            IO.println("usage: " + Launcher.running() + " [--flag value]...");
            meanings.forEach((flag, meaning) -> IO.println("  --%-16s %s".formatted(flag, meaning)));
            System.exit(0);
        }
        if (!known.containsKey(name)) {
            throw new UsageException("unknown flag --" + name + "; known are --" + String.join(", --", known.keySet()));
        }
    }
}
