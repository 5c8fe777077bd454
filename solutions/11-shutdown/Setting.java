import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value for a flag, and where it comes from.
 *
 * @param name of the flag, without `--`
 * @param value for a switch: `on` or `off`
 * @param source for messages: `default`, `FILE:LINE`, the name of an environment variable, or `command line`
 */
record Setting(String name, String value, String source) {

    /** Returns the setting as arguments of a command line; none for a switch that is off. */
    List<String> args(Flags flags) {
        if (flags.isSwitch(name)) {
            return value.equals("on") ? List.of("--" + name) : List.of();
        }
        return List.of("--" + name + "=" + value);
    }

    /**
     * Returns what is wrong with this setting by itself: a line for each mistake, which begins with its source.
     *
     * @param declare declares the flags
     */
    List<String> mistakes(UnaryOperator<Flags> declare) {
        Flags flags = declare.apply(new Flags(new String[0]));
        if (name.equals(Configuration.FILE)) {
            return List.of(source + ": --" + name + " counts on the command line only");
        }
        if (!flags.names().contains(name)) {
            return List.of(source + ": there is no setting '" + name + "'; --help lists them");
        }
        if (flags.isSwitch(name) && !value.equals("on") && !value.equals("off")) {
            return List.of(source + ": " + name + " " + value + ": give on or off");
        }
        List<String> mistakes = new ArrayList<>();
        for (String mistake : declare.apply(new Flags(args(flags).toArray(String[]::new))).mistakes()) {
            mistakes.add(source + ": " + mistake);
        }
        return mistakes;
    }
}
