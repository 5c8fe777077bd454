package docs.studio.drills;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the seven stops. */
enum Stop {

    ACCEPT, PARSE, ROUTE, MIDDLEWARE, HANDLE, SERIALIZE, DRAIN;

    /** The stop with this number, from 1, or with a name that begins like this. */
    static Optional<Stop> of(String text) {
        return text.isEmpty() ? Optional.empty()
                : Stream.of(values())
                        .filter(stop -> text.equals(String.valueOf(stop.number())) || stop.toString().startsWith(text))
                        .findFirst();
    }

    int number() {
        return ordinal() + 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
