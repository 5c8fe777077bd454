package grader.grading.watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads keys in a thread of its own, which is never joined: a read cannot be interrupted. */
final class Keyboard {

    private Keyboard() {}

    static void read(InputStream in, Consumer<Event> events) {
        Thread.ofPlatform().daemon().name("keys").start(() -> {
            KeyParser keys = new KeyParser();
            try {
                for (int octet; (octet = in.read()) >= 0;) {
                    keys.feed(octet).map(Event.Pressed::new).ifPresent(events);
                }
            } catch (IOException gone) {
                // as if it had ended
            }
            events.accept(new Event.InputEnded());
        });
    }
}
