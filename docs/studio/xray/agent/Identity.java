package docs.studio.xray.agent;

import java.lang.ref.WeakReference;

/** An object that stands for a request, for as long as the server has it. Equal to itself, and to a {@link Lookup}. */
final class Identity extends WeakReference<Object> {

    /** What finds an identity in a map. */
    record Lookup(Object object) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.refersTo(object);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private final int hash;

    Identity(Object object) {
        super(object);
        hash = System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Identity identity && get() != null && identity.refersTo(get());
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
