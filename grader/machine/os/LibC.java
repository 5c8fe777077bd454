package grader.machine.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/** Functions of the C library, for what the JDK has no method. */
final class LibC {

    private LibC() {}

    /**
     * A handle that calls a function.
     *
     * @throws java.util.NoSuchElementException if there is none of this name
     */
    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(result, parameters));
    }

    /** The same for a function with any number of arguments after the first one, such as prctl(2). */
    static MethodHandle variadic(String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(result, parameters), Linker.Option.firstVariadicArg(1));
    }

    @SuppressWarnings("restricted")     // Native access is what this class is for; the launchers allow it.
    private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
    }
}
