import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The settings of a server. Of the sources that have a value for a flag, the strongest counts: the command line, then
 * the environment, then the file, then the default. Page: docs/pages/lab11.adoc.
 *
 * @param inForce the settings that count, by flag; more than one for a flag that keeps every value, or none
 */
record Configuration(Flags flags, Map<String, List<Setting>> inForce) {

    /** The flag that names the file. It counts on the command line only. */
    static final String FILE = "config";
    private static final String NONE = "none";
    private static final String HIDDEN = "(hidden)";

    static Flags flags(Flags flags) {
        return flags.with(FILE, NONE, "a file of settings, with lines such as 'port = 8080'")
                .withSwitch("print-config", "prints the settings and where each comes from, then ends");
    }

    /**
     * Reads the settings from all sources.
     *
     * @param declare declares the flags
     * @throws UsageException if any of them is wrong, with a line for each mistake
     */
    static Configuration load(UnaryOperator<Flags> declare, String[] args, Map<String, String> environment) {
        Flags commandLine = declare.apply(new Flags(args));
        List<String> mistakes = new ArrayList<>(commandLine.mistakes());
        String file = commandLine.given().getOrDefault(FILE, List.of(NONE)).getLast();
        List<Setting> fromFile = file.equals(NONE) ? List.of() : SettingsFile.read(file, mistakes);
        List<Setting> fromEnvironment = Environment.settings(environment, commandLine);
        mistakes.addAll(mistakes(fromFile, declare));
        mistakes.addAll(mistakes(fromEnvironment, declare));
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join("\n", mistakes));
        }
        Map<String, List<Setting>> inForce =
                inForce(List.of(fromFile, fromEnvironment, onCommandLine(commandLine)), commandLine);
        String[] merged = inForce.values()
                .stream()
                .flatMap(List::stream)
                .flatMap(setting -> setting.args(commandLine).stream())
                .toArray(String[]::new);
        return new Configuration(declare.apply(new Flags(merged)), inForce);
    }

    private static List<Setting> onCommandLine(Flags flags) {
        List<Setting> settings = new ArrayList<>();
        flags.given()
                .forEach((name, values) -> values
                        .forEach(value -> settings.add(new Setting(name, value, "command line"))));
        return settings;
    }

    /** Returns all mistakes of these settings ({@link Setting#mistakes}), in order. */
    // task config
    private static List<String> mistakes(List<Setting> settings, UnaryOperator<Flags> declare) {
        Todo.report("config");
        return List.of();
    }

    /**
     * Returns the effective settings, by flag: those of the strongest source that has the flag ({@link #byFlag}). The
     * values of a list come from one source.
     *
     * @param sources the settings of each source, the weakest first; all are valid
     */
    // task config
    private static Map<String, List<Setting>> inForce(List<List<Setting>> sources, Flags flags) {
        Todo.report("config");
        return byFlag(sources.getLast(), flags);
    }

    /** Returns the settings of one source by flag: the last one, or all if the flag keeps every value. */
    private static Map<String, List<Setting>> byFlag(List<Setting> source, Flags flags) {
        Map<String, List<Setting>> byFlag = new LinkedHashMap<>();
        for (Setting setting : source) {
            List<Setting> values = byFlag.computeIfAbsent(setting.name(), first -> new ArrayList<>());
            if (!flags.isList(setting.name())) {
                values.clear();
            }
            values.add(setting);
        }
        return byFlag;
    }

    /** Returns a line for each setting, `NAME = VALUE (SOURCE)`, in the order of `--help`. */
    List<String> lines() {
        return flags.names()
                .stream()
                .flatMap(name -> inForce.containsKey(name) ? inForce.get(name).stream() : byDefault(name))
                .map(setting -> "%s = %s (%s)".formatted(setting.name(), shown(setting.name(), setting.value()),
                        setting.source()))
                .toList();
    }

    private Stream<Setting> byDefault(String name) {
        return Stream.of(new Setting(name, flags.defaultValue(name), "default"));
    }

    /**
     * Returns a value as it may be printed, with {@link #HIDDEN} in place of what is secret: `database-password`, the
     * third part of a `token`, and what follows the first `?` or `;` of a `database`, where a password may be.
     */
    // task config
    private static String shown(String name, String value) {
        Todo.report("config");
        return HIDDEN;
    }
}
