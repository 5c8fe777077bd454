package grader.proofs.reference.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A Dockerfile: its instructions, with continued lines joined and without comments. */
public record Dockerfile(List<Instruction> instructions) {

    /** @param name in capital letters, as written */
    public record Instruction(String name, String arguments) {

        /** The words of the exec form, `["a", "b"]`. */
        public List<String> exec() {
            try {
                return new ObjectMapper().readValue(arguments, new TypeReference<>() {});
            } catch (JsonProcessingException shell) {
                throw new AssertionError(name + " " + arguments + ": not in the exec form, [\"a\", \"b\"]", shell);
            }
        }
    }

    /** https://docs.docker.com/reference/dockerfile/, without what is deprecated. */
    private static final Set<String> KNOWN = Set.of("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM",
            "HEALTHCHECK", "LABEL", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR");

    public static Dockerfile of(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .reduce("", (before, line) -> before + line + "\n")
                .replaceAll("\\\\\n\\s*", "");
        for (String line : joined.lines().toList()) {
            String[] parts = line.split("\\s+", 2);
            if (!KNOWN.contains(parts[0]) || parts.length < 2) {
                throw new AssertionError("no instruction: " + line);
            }
            instructions.add(new Instruction(parts[0], parts[1]));
        }
        if (instructions.isEmpty() || !Set.of("FROM", "ARG").contains(instructions.getFirst().name())) {
            throw new AssertionError("it begins with no image");
        }
        return new Dockerfile(instructions);
    }

    /** The last stage: that of the image that is made. */
    public Dockerfile image() {
        int from = instructions.lastIndexOf(all("FROM").getLast());
        return new Dockerfile(instructions.subList(from, instructions.size()));
    }

    public List<Instruction> all(String name) {
        return instructions.stream().filter(instruction -> instruction.name().equals(name)).toList();
    }

    /** The instruction of this name that counts; if it is missing, it has no arguments. */
    public Instruction last(String name) {
        List<Instruction> all = all(name);
        return all.isEmpty() ? new Instruction(name, "") : all.getLast();
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (Instruction instruction : all("ENV")) {
            for (String variable : instruction.arguments().split("\\s+")) {
                String[] parts = variable.split("=", 2);
                variables.put(parts[0], parts[1]);
            }
        }
        return variables;
    }

    /** What is copied from the folder that the image is built in. */
    public List<String> copied() {
        List<String> copied = new ArrayList<>();
        for (Instruction instruction : all("COPY")) {
            if (!instruction.arguments().startsWith("--from=")) {
                List<String> words = List.of(instruction.arguments().split("\\s+"));
                copied.addAll(words.subList(0, words.size() - 1));
            }
        }
        return copied;
    }
}
