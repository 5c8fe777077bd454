package grader.machine.database.driver;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The parameters of statements as texts, two for each: a type, and the value. */
public final class Parameters {

    private static final String NULL = "null";
    private static final String BYTES = "byte[]";

    private static final Map<String, Function<String, Object>> TYPES = types();

    private Parameters() {}

    private static Map<String, Function<String, Object>> types() {
        Map<Class<?>, Function<String, Object>> types = new HashMap<>();
        types.put(String.class, text -> text);
        types.put(Boolean.class, Boolean::valueOf);
        types.put(Byte.class, Byte::valueOf);
        types.put(Short.class, Short::valueOf);
        types.put(Integer.class, Integer::valueOf);
        types.put(Long.class, Long::valueOf);
        types.put(Float.class, Float::valueOf);
        types.put(Double.class, Double::valueOf);
        types.put(BigDecimal.class, BigDecimal::new);
        types.put(UUID.class, UUID::fromString);
        types.put(LocalDate.class, LocalDate::parse);
        types.put(LocalTime.class, LocalTime::parse);
        types.put(LocalDateTime.class, LocalDateTime::parse);
        types.put(OffsetDateTime.class, OffsetDateTime::parse);
        types.put(Timestamp.class, Timestamp::valueOf);
        types.put(java.sql.Date.class, java.sql.Date::valueOf);
        Map<String, Function<String, Object>> byName = new HashMap<>();
        types.forEach((type, parse) -> byName.put(type.getName(), parse));
        byName.put(BYTES, text -> HexFormat.of().parseHex(text));
        byName.put(NULL, text -> null);
        return Map.copyOf(byName);
    }

    /** A value that has no text, such as a stream, becomes the name of its type. */
    public static List<String> encode(List<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            if (value == null) {
                texts.addAll(List.of(NULL, ""));
            } else if (value instanceof byte[] bytes) {
                texts.addAll(List.of(BYTES, HexFormat.of().formatHex(bytes)));
            } else {
                String type = value.getClass().getName();
                texts.addAll(List.of(type, TYPES.containsKey(type) ? value.toString() : type));
            }
        }
        return texts;
    }

    public static List<Object> decode(List<String> texts) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            values.add(TYPES.getOrDefault(texts.get(i), text -> text).apply(texts.get(i + 1)));
        }
        return values;
    }
}
