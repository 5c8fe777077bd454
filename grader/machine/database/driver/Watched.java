package grader.machine.database.driver;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An object of the real driver with a proxy around it, which has all of its public interfaces: also those of the
 * database's own, such as `PGConnection`.
 */
abstract class Watched implements InvocationHandler {

    private static final Map<Class<?>, Class<?>[]> INTERFACES = new ConcurrentHashMap<>();

    private final Object real;
    private final Object proxy;

    Watched(Object real, Class<?> least) {
        this.real = real;
        Class<?>[] all = INTERFACES.computeIfAbsent(real.getClass(), type -> interfaces(type, least));
        this.proxy = Proxy.newProxyInstance(Watched.class.getClassLoader(), all, this);
    }

    private static Class<?>[] interfaces(Class<?> type, Class<?> least) {
        Set<Class<?>> all = new LinkedHashSet<>(Set.of(least));
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> candidate : each.getInterfaces()) {
                if (Modifier.isPublic(candidate.getModifiers()) && isVisible(candidate)) {
                    all.add(candidate);
                }
            }
        }
        return all.toArray(Class<?>[]::new);
    }

    private static boolean isVisible(Class<?> type) {
        try {
            return type.getModule().isExported(type.getPackageName(), Watched.class.getModule())
                    && Class.forName(type.getName(), false, Watched.class.getClassLoader()) == type;
        } catch (ClassNotFoundException elsewhere) {
            return false;
        }
    }

    final Object real() {
        return real;
    }

    final Object proxy() {
        return proxy;
    }

    @Override
    public final Object invoke(Object self, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "equals" -> arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> real.toString();
            case "unwrap" -> ((Class<?>) arguments[0]).isInstance(proxy) ? proxy : call(method, arguments);
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy) ? true : call(method, arguments);
            default -> handle(method, arguments);
        };
    }

    /** Any other method. */
    abstract Object handle(Method method, Object[] arguments) throws Throwable;

    /** Calls the real object; its exceptions come as they are. */
    final Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
