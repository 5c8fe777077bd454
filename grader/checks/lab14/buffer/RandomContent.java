package grader.checks.lab14.buffer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.CheckFailed;
import grader.grading.engine.Rig;
import java.util.Arrays;

/** Content in which each byte may be anything, one char per byte. */
final class RandomContent {

    private static final int LONGEST_CHUNK = 10_000;

    private RandomContent() {}

    static String of(Rig rig, int length) {
        byte[] bytes = new byte[length];
        rig.random().nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** The same in chunks of all lengths, without the last one, which is empty. */
    static String chunks(Rig rig, String content) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < content.length();) {
            int to = Math.min(content.length(), from + rig.random().nextInt(1, LONGEST_CHUNK));
            chunks.append(Integer.toHexString(to - from)).append("\r\n").append(content, from, to).append("\r\n");
            from = to;
        }
        return chunks.toString();
    }

    /** @param who got it */
    static void expectSame(String who, String came, String sent) {
        if (!came.equals(sent)) {
            int at = Arrays.mismatch(came.getBytes(ISO_8859_1), sent.getBytes(ISO_8859_1));
            throw new CheckFailed("expected " + who + " to get the " + sent.length() + " bytes of content as they were "
                    + "sent, but it got " + came.length() + ", and byte number " + at + " is the first that differs");
        }
    }
}
