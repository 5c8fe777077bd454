import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings from environment variables: `SHOP_DRAIN_TIMEOUT` is `--drain-timeout`. */
final class Environment {

    private static final String PREFIX = "SHOP_";

    private Environment() {}

    /**
     * Returns the settings of all variables whose names begin with {@link #PREFIX}, sorted by name. The rest of the
     * name is that of a flag, in capital letters and with `_` for `-`. The source of a setting is the variable. A flag
     * that keeps every value ({@link Flags#isList}) gets one for each part of the variable; spaces separate the parts.
     */
    // task config, until then: return List.of();
    static List<Setting> settings(Map<String, String> variables, Flags flags) {
        List<Setting> settings = new ArrayList<>();
        for (String variable : variables.keySet().stream().filter(name -> name.startsWith(PREFIX)).sorted().toList()) {
            String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
            String value = variables.get(variable).strip();
            for (String part : flags.isList(name) ? value.split("\\s+") : new String[] {value}) {
                settings.add(new Setting(name, part, variable));
            }
        }
        return settings;
    }
}
