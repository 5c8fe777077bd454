package grader.clients.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A body as it goes over the wire, the fields that announce it, and what a parser has to see in it. */
record BodyText(List<String> fields, String text, String content, List<String> trailers) {

    static BodyText any(Messages messages, Random random, boolean old) {
        return switch (random.nextInt(old ? 3 : 5)) {
            case 0 -> new BodyText(List.of(), "", "", List.of());
            case 1, 2 -> ofLength(messages, random);
            default -> chunked(messages, random);
        };
    }

    private static BodyText ofLength(Messages messages, Random random) {
        String content = content(random);
        String number = "0".repeat(random.nextInt(3)) + content.length();
        String member = messages.spaces() + "," + messages.spaces() + content.length();
        String list = number + member.repeat(Math.max(0, random.nextInt(8) - 5));
        List<String> fields = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(8) - 6); i >= 0; i--) {
            fields.add(messages.line(messages.anyCase("content-length"), list));
        }
        return new BodyText(fields, content, content, List.of());
    }

    private static BodyText chunked(Messages messages, Random random) {
        String content = content(random);
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < content.length();) {
            int size = 1 + random.nextInt(Math.min(content.length() - at, 40));
            text.append(size(messages, random, size)).append(content, at, at + size).append("\r\n");
            at += size;
        }
        text.append(size(messages, random, 0));
        List<String> trailers = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(6) - 3); i > 0; i--) {
            String line = messages.field();
            text.append(line);
            trailers.add(Messages.seen(line));
        }
        text.append("\r\n");
        String field = messages.line(messages.anyCase("transfer-encoding"), messages.anyCase("chunked"));
        return new BodyText(List.of(field), text.toString(), content, List.copyOf(trailers));
    }

    private static String size(Messages messages, Random random, int size) {
        String digits = "0".repeat(random.nextInt(4) == 0 ? random.nextInt(14) : 0)
                + messages.anyCase(Integer.toHexString(size));
        String extension = random.nextInt(4) > 0 ? "" : new ChunkExtensions(random).valid();
        return digits + extension + "\r\n";
    }

    private static String content(Random random) {
        StringBuilder content = new StringBuilder();
        int length = random.nextInt(10) == 0 ? random.nextInt(4000) : random.nextInt(60);
        for (int i = 0; i < length; i++) {
            content.append(
                    (char) (random.nextInt(4) == 0 ? "\r\n0 GET".charAt(random.nextInt(7)) : random.nextInt(256)));
        }
        return content.toString();
    }
}
