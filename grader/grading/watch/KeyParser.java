package grader.grading.watch;

import java.util.Optional;

/**
 * Turns the bytes that a keyboard sends into keys. An arrow or function key sends several, such as `ESC [ 1 ; 5 A`
 * (ECMA-48 §5.4) or `ESC O q`: no letter in them is a key of its own.
 */
public final class KeyParser {

    private static final int ESCAPE = 27;

    private enum State { PLAIN, ESCAPED, CONTROL_SEQUENCE, ONE_MORE }

    private State state = State.PLAIN;

    public Optional<Key> feed(int octet) {
        State before = state;
        state = next(octet);
        boolean plain = before == State.PLAIN || before == State.ESCAPED && state == State.PLAIN;
        return plain && state == State.PLAIN ? Key.of((char) octet) : Optional.empty();
    }

    private State next(int octet) {
        if (octet == ESCAPE) {
            return State.ESCAPED;
        }
        return switch (state) {
            case PLAIN, ONE_MORE -> State.PLAIN;
            case ESCAPED -> octet == '[' ? State.CONTROL_SEQUENCE : octet == 'O' ? State.ONE_MORE : State.PLAIN;
            case CONTROL_SEQUENCE -> octet >= 0x40 && octet <= 0x7e ? State.PLAIN : State.CONTROL_SEQUENCE;
        };
    }
}
