package grader.teaching.similarity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.grading.batch.HandedIn;
import grader.machine.os.Commands;
import grader.teaching.similarity.Pair.Passage;
import grader.teaching.similarity.Pair.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How alike submissions of a lab are. What they have from the starter does not count, nor do two attempts of one
 * learner. Of submissions that are identical, only the first is compared with others.
 *
 * @param identical groups of submissions that are
 * @param pairs the most similar ones, the first the most
 * @param pairsInAll how many were compared
 * @param compared submissions that were
 * @param leftOut those that could not be, each with its reason
 */
public record Similarities(Lab lab, List<List<Compared>> identical, List<Pair> pairs, int pairsInAll,
        List<Compared> compared, List<Compared> leftOut) {

    private static final String PROGRAM = "grader/teaching/similarity/jplag/jplag.java";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param most how many pairs to keep
     * @throws UserError if JPlag cannot be fetched, or fails
     */
    public static Similarities of(Lab lab, List<HandedIn> all, int most) {
        Map<String, String> starter = Starter.of(lab);
        starter.keySet().removeIf(file -> !file.endsWith(".java") || file.equals(lab.script()));
        List<Compared> read = all.stream().map(one -> Compared.of(one, lab, starter)).toList();
        Path work = null;
        try {
            work = Files.createTempDirectory("inside-the-server-similarity-");
            write(Files.createDirectories(work.resolve("base")), starter);
            Map<String, List<Compared>> folders =
                    folders(read, Files.createDirectories(work.resolve("submissions")));
            return of(lab, read, folders, folders.size() < 2 ? JSON.createObjectNode() : jplag(lab, work, most));
        } catch (IOException error) {
            throw UserError.of(error, "comparing submissions");
        } finally {
            Folders.delete(work);
        }
    }

    /**
     * Writes the files, once for all that are identical, and says which folder is whose: names of learners are not for
     * file systems.
     */
    private static Map<String, List<Compared>> folders(List<Compared> read, Path submissions) throws IOException {
        List<String> owners = read.stream().map(Compared::name).distinct().toList();
        Map<String, List<Compared>> folders = new TreeMap<>();
        for (List<Compared> same : read.stream()
                .filter(Compared::isIn)
                .collect(Collectors.groupingBy(Compared::files, LinkedHashMap::new, Collectors.toList()))
                .values()) {
            String folder = owners.indexOf(same.getFirst().name()) + "." + folders.size();
            write(Files.createDirectory(submissions.resolve(folder)), same.getFirst().files());
            folders.put(folder, same);
        }
        return folders;
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static JsonNode jplag(Lab lab, Path work, int most) throws IOException {
        Path root = lab.course().root();
        try {
            Commands.output(List.of(root.resolve("jbang").toString(), root.resolve(PROGRAM).toString(),
                    work.resolve("submissions").toString(), work.resolve("base").toString(), String.valueOf(most),
                    work.resolve("result").toString()));
        } catch (Commands.Failed failed) {
            throw new UserError("JPlag failed, or could not be fetched: " + failed.getMessage(),
                    "see whether there is a network: the first time, its libraries, 25 MB, are fetched");
        }
        return JSON.readTree(work.resolve("result").toFile());
    }

    private static Similarities of(Lab lab, List<Compared> read, Map<String, List<Compared>> folders, JsonNode result) {
        Map<String, String> invalid = new TreeMap<>();
        result.path("invalid")
                .properties()
                .forEach(each -> invalid.put(each.getKey(),
                        each.getValue().asText().equals("CANNOT_PARSE") ? "JPlag cannot parse it"
                                : "what differs from the starter is too short to compare"));
        List<Pair> pairs = new ArrayList<>();
        result.path("pairs")
                .forEach(pair -> pairs.add(new Pair(folders.get(pair.path("first").asText()).getFirst(),
                        folders.get(pair.path("second").asText()).getFirst(), pair.path("similarity").asDouble(),
                        passages(pair.path("passages")))));
        List<Compared> compared = new ArrayList<>();
        List<Compared> leftOut = new ArrayList<>(read.stream().filter(one -> !one.isIn()).toList());
        folders.forEach((folder, same) -> {
            if (invalid.containsKey(folder)) {
                same.forEach(one -> leftOut.add(one.without(invalid.get(folder))));
            } else {
                compared.addAll(same);
            }
        });
        List<List<Compared>> identical = folders.values()
                .stream()
                .filter(same -> same.stream().map(Compared::name).distinct().count() > 1)
                .filter(compared::containsAll)
                .toList();
        return new Similarities(lab, identical, pairs, result.path("compared").asInt(), compared, leftOut);
    }

    /** In one line, for a terminal. */
    public String summary() {
        String same = identical.stream()
                .map(group -> "; " + group.size() + " are identical, such as " + group.getFirst().label() + " and "
                        + group.getLast().label())
                .collect(Collectors.joining());
        String most = pairs.isEmpty() ? ""
                : "; the most similar" + (identical.isEmpty() ? "" : " others") + " are "
                        + pairs.getFirst().first().label() + " and "
                        + pairs.getFirst().second().label() + ", " + pairs.getFirst().percent();
        return compared.size() + " submissions compared" + (leftOut.isEmpty() ? "" : ", " + leftOut.size() + " not")
                + same + most;
    }

    private static List<Passage> passages(JsonNode nodes) {
        List<Passage> passages = new ArrayList<>();
        nodes.forEach(node -> passages.add(new Passage(place(node.path("first")), place(node.path("second")))));
        return passages;
    }

    private static Place place(JsonNode node) {
        return new Place(node.path("file").asText(), node.path("from").asInt(), node.path("to").asInt());
    }
}
