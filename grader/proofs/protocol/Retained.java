package grader.proofs.protocol;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** How many bytes of arrays and strings an object of the reference holds: found by its fields, not by the heap. */
public final class Retained {

    /** Those of a class that refer to something. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            for (Class<?> each = type; each.getPackageName().equals(type.getPackageName()); each =
                    each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields;
        }
    };

    private Retained() {}

    public static long by(Object root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(root);
        long bytes = 0;
        while (!open.isEmpty()) {
            Object object = open.remove();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof ByteBuffer buffer) {
                if (buffer.hasArray()) {
                    open.add(buffer.array());
                }
            } else if (object.getClass().isArray()) {
                bytes += Array.getLength(object) * (long) size(object.getClass().getComponentType());
            } else if (object.getClass().getPackageName().equals(root.getClass().getPackageName())
                    && !(object instanceof Enum)) {
                fields(object, open);
            } else if (object instanceof String text) {
                bytes += text.length();
            }
        }
        return bytes;
    }

    private static void fields(Object object, Deque<Object> open) {
        for (Field field : FIELDS.get(object.getClass())) {
            Object value = value(field, object);
            if (value != null) {
                open.add(value);
            }
        }
    }

    private static Object value(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int size(Class<?> type) {
        return type == byte.class || type == boolean.class ? 1
                : type == char.class || type == short.class ? 2
                        : type == int.class || type == float.class ? 4 : 8;
    }
}
