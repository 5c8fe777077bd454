package grader.teaching.similarity.tests;

import grader.core.course.Lab;
import grader.core.source.MethodBodies;
import grader.core.starter.Starter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lab 03 by a learner who has seen no other solution: the same tasks, written in another way. */
final class IndependentParser {

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("Framing.contentLength", """
                    java.util.Set<Long> seen = new java.util.HashSet<>();
                    values.stream()
                            .flatMap(line -> java.util.Arrays.stream(line.split(",", -1)))
                            .map(String::strip)
                            .map(Framing::number)
                            .forEach(seen::add);
                    return switch (seen.size()) {
                        case 1 -> seen.iterator().next();
                        default -> throw new HttpException(400, "which length?");
                    };
                    """),
            Map.entry("Framing.number", """
                    if (digits.matches("[0-9]+")) {
                        return new java.math.BigInteger(digits)
                                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE)).longValue();
                    } else {
                        throw new HttpException(400, "no number: " + digits);
                    }
                    """),
            Map.entry("Framing.transferCoding", """
                    var fields = head.fields();
                    String all = "," + String.join(",", fields.tokens("transfer-encoding"));
                    boolean mixed = head.isHttp10() | fields.indexOf("content-length", 0) >= 0;
                    int status = mixed || !all.endsWith(",chunked") ? 400 : all.indexOf(',', 1) > 0 ? 501 : 200;
                    return switch (status) {
                        case 200 -> new Framing(true, 0);
                        default -> throw new HttpException(status, "transfer codings");
                    };
                    """),
            Map.entry("LengthDecoder.decode", """
                    for (; remaining > 0 && in.hasRemaining(); remaining--) {
                        content.add(in, 1);
                    }
                    return remaining <= 0;
                    """),
            Map.entry("ChunkedDecoder.size", """
                    char c = (char) (b & 0xFF);
                    int value = "0123456789abcdef".indexOf(Character.toLowerCase(c));
                    if (value < 0) {
                        boolean any = digits > 0;
                        if (any) {
                            switch (c) {
                                case ' ', '\\t':
                                    return Part.SPACE;
                                case ';':
                                    return Part.EXTENSION;
                                case '\\r':
                                    return Part.SIZE_END;
                                default:
                                    break;
                            }
                        }
                    } else if (++digits <= MAX_DIGITS) {
                        size = size << 4 | value;
                        content.requireRoom(size);
                        return part;
                    }
                    throw new HttpException(400, "not a chunk's size");
                    """),
            Map.entry("ChunkedDecoder.sizeEnd", """
                    if (b == '\\n') {
                        digits = 0;
                        return size < 1 ? Part.TRAILERS : Part.DATA;
                    }
                    throw new HttpException(400, "no line feed");
                    """),
            Map.entry("ChunkedDecoder.data", """
                    long before = size;
                    while (size > 0 && in.hasRemaining()) {
                        int some = in.remaining();
                        if (some > size) {
                            some = (int) size;
                        }
                        content.add(in, some);
                        size = before -= some;
                    }
                    if (size > 0) {
                        return part;
                    }
                    return Part.DATA_CR;
                    """),
            Map.entry("FieldParser.name", """
                    if (at > token) {
                        if (delimiter == ':') {
                            int index = count << 2;
                            if (index >= Fields.MAX_FIELDS << 2) {
                                throw new HttpException(431, "too many");
                            }
                            slice(index, token, at);
                            return ParserState.VALUE;
                        }
                    } else if (delimiter == '\\r') {
                        return ParserState.SECTION_END;
                    }
                    throw new HttpException(400, "no field");
                    """),
            Map.entry("FieldParser.value", """
                    if (delimiter == '\\r') {
                        int left = token;
                        int right = at;
                        for (; left < right && " \\t".indexOf(bytes[base + left]) >= 0; left++) {}
                        for (; right > left && " \\t".indexOf(bytes[base + right - 1]) >= 0; right--) {}
                        slice((count++ << 2) + 2, left, right);
                        return ParserState.LINE_END;
                    }
                    throw new HttpException(400, "no value");
                    """),
            Map.entry("RequestTarget.of", """
                    boolean connect = "CONNECT".equals(method);
                    if (!connect && text.startsWith("/")) {
                        return split(text);
                    } else if (connect) {
                        int colon = text.lastIndexOf(':');
                        boolean port = colon > 0 && colon < text.length() - 1
                                && text.chars().skip(colon + 1).allMatch(c -> c >= '0' && c <= '9');
                        if (port && Host.isValid(text)) {
                            return WITHOUT_PATH;
                        }
                        throw new HttpException(400, "host and port");
                    }
                    return "OPTIONS*".equals(method + text) ? WITHOUT_PATH : absoluteForm(text);
                    """),
            Map.entry("RequestTarget.absoluteForm", """
                    var uri = java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?:][^/?]*)(.*)").matcher(text);
                    if (uri.matches() && Host.isValid(uri.group(1))) {
                        return split(uri.group(2));
                    }
                    throw new HttpException(400, "no URI");
                    """),
            Map.entry("Host.requireValid", """
                    var all = fields.values("host").iterator();
                    if (!all.hasNext()) {
                        if (http10) {
                            return;
                        }
                    } else {
                        String only = all.next();
                        if (!all.hasNext() && isValid(only)) {
                            return;
                        }
                    }
                    throw new HttpException(400, "Host");
                    """));

    private IndependentParser() {}

    /** The reference, as far as there is something of it here. */
    static Map<String, String> reference(Lab lab) {
        Map<String, String> sources = new HashMap<>(Starter.of(lab));
        Starter.reference(lab).forEach((name, text) -> {
            if (BODIES.keySet().stream().anyMatch(key -> key.startsWith(name.replace("java", "")))) {
                sources.put(name, text);
            }
        });
        return sources;
    }

    /** The lab's files; what is not written here is as in the starter. */
    static Map<String, String> sources(Lab lab) {
        Map<String, String> sources = new HashMap<>(Starter.reference(lab));
        Map<String, String> starter = Starter.of(lab);
        sources.replaceAll((name, text) -> {
            String type = name.replace("java", "");
            return BODIES.keySet().stream().noneMatch(key -> key.startsWith(type)) ? starter.get(name)
                    : MethodBodies.replace(name, text,
                            method -> Optional.ofNullable(BODIES.get(type + method.name()))
                                    .map(body -> "{" + body + "}"));
        });
        return sources;
    }
}
