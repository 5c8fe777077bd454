package docs.studio.stream;

import java.util.List;

/** What goes on somewhere. Readers are asked what is new to them, so nothing waits for a reader who is slow. */
@FunctionalInterface
public interface Feed {

    /** A reader who has heard nothing yet. */
    Reader open();

    /** One who hears of it. It is used by one thread at a time. */
    interface Reader extends AutoCloseable {

        /**
         * What is new since the last call, as values that become JSON.
         *
         * @param last whether it was over before this call, which is then the last one
         */
        List<?> news(boolean last);

        @Override
        default void close() {}
    }
}
