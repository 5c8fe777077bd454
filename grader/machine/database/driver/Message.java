package grader.machine.database.driver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver and the watcher send each other over one socket per process.
 *
 * @param id of a request; its response has the same
 * @param connection its number; 0 if the message is about none, or the connection has no number yet
 * @param number what the type says
 * @param texts what the type says; one of them may be null
 */
public record Message(Type type, long id, int connection, long number, List<String> texts) {

    /** What a message says. The driver sends the first group as requests, and waits for GO, FAIL or BREAK. */
    public enum Type {
        /** A connection is about to be opened. Texts: the real URL. GO has the connection's number. */
        OPEN,
        /** It is open. */
        OPENED,
        /** A statement is prepared. Texts: the SQL. */
        PREPARE,
        /** A statement is executed. Number: the size of the batch. Texts: the SQL, and the encoded parameters. */
        EXECUTE,
        /** How something ended. Number: rows, or -1. Texts: the number of its event, and the SQLState or null. */
        DONE,
        /** Auto-commit is switched on. */
        AUTO_COMMIT,
        /** Auto-commit is switched off: statements are in a transaction from now on. */
        MANUAL_COMMIT,
        COMMIT,
        ROLLBACK,
        /** `isValid` is called. */
        VALIDATE,
        /** The connection is closed, or could not be opened. */
        CLOSE,

        /** Go on. Number: of the event, or of the new connection. */
        GO,
        /** Fail. Texts: the SQLState and the message. */
        FAIL,
        /** The connection is broken. */
        BREAK,

        /** A request of the watcher: break the connections whose numbers the texts are. */
        BREAK_ALL,
        /** A request of the watcher: run a query on the real database. Texts: the SQL, and the encoded parameters. */
        QUERY,
        /** The response. Number: of columns, or -1 if it failed. Texts: all values, row by row, or the message. */
        ANSWER
    }

    private static final Type[] TYPES = Type.values();
    private static final int NULL = -1;

    /** A response to this message. */
    public Message reply(Type response, long value, List<String> said) {
        return new Message(response, id, connection, value, said);
    }

    /** Writes it and flushes. */
    public void write(DataOutputStream out) throws IOException {
        out.writeByte(type.ordinal());
        out.writeLong(id);
        out.writeInt(connection);
        out.writeLong(number);
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text == null ? NULL : bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    public static Message read(DataInputStream in) throws IOException {
        Type type = TYPES[in.readByte()];
        long id = in.readLong();
        int connection = in.readInt();
        long number = in.readLong();
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            texts.add(length == NULL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return new Message(type, id, connection, number, texts);
    }
}
