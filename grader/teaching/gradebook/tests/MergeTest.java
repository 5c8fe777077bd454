package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.results.recorded.ShardFile;
import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.Merge;
import grader.teaching.gradebook.RecordedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of several machines become one folder, and what is not complete is named. */
class MergeTest {

    @TempDir
    Path folder;

    private Path first;
    private Path second;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        first = Files.createDirectories(folder.resolve("first"));
        second = Files.createDirectories(folder.resolve("second"));
        out = folder.resolve("out");
    }

    private static String names(RecordedResults results) {
        return String.join(" ", results.results().stream().map(one -> one.attempt().name()).toList());
    }

    private static String findings(RecordedResults results) {
        return String.join("\n", results.findings().stream().map(Finding::toString).toList());
    }

    private List<String> merged() {
        return Folders.filesBelow(out).stream().map(file -> out.relativize(file).toString()).toList();
    }

    private static ShardFile.Entry planned(String name, String file) {
        return new ShardFile.Entry(name, Optional.empty(), "subs/" + name, file);
    }

    private static RecordedResults merge(List<Path> folders, Path out) {
        return Merge.merge(folders, out, _ -> {});
    }

    @Test
    void theOrderOfTheFoldersDoesNotMatter() {
        new Sample("lab03", "bob").in(first);
        new Sample("lab03", "ada").in(second);
        new Sample("lab01", "ada").in(second);
        RecordedResults one = merge(List.of(first, second), out);
        assertEquals("ada ada bob", names(one));
        assertEquals("", findings(one));
        List<String> files = List.of("lab01/lab01-ada.json", "lab03/lab03-ada.json", "lab03/lab03-bob.json");
        assertEquals(files, merged());
        assertEquals("ada ada bob", names(merge(List.of(second, first), out)), "again, into the same folder");
        assertEquals(files, merged());
    }

    @Test
    void theSameResultTwiceIsOne() throws IOException {
        Path file = new Sample("lab03", "ada").in(first);
        Files.writeString(new Sample("lab03", "ada").in(second, "other"),
                Files.readString(file).replace("\"millis\" : 1", "\"millis\" : 2").replace("5eed", "beef"));
        RecordedResults merged = merge(List.of(first, second), out);
        assertEquals("ada", names(merged));
        assertEquals("", findings(merged));
        assertEquals(List.of("lab03/lab03-ada.json"), merged());
    }

    @Test
    void resultsThatDifferAreDoubledAndNoneIsTaken() {
        Path one = new Sample("lab03", "ada").points(80).in(first);
        Path two = new Sample("lab03", "ada").points(90).in(second);
        new Sample("lab03", "bob").content("c1").in(first);
        new Sample("lab03", "bob").content("c2").in(second);
        new Sample("lab03", "eve").attempt(1).in(first);
        new Sample("lab03", "eve").attempt(2).in(second);
        RecordedResults merged = merge(List.of(first, second), out);
        assertEquals("eve eve", names(merged), "all else is merged");
        assertEquals(2, merged.findings().size());
        assertTrue(findings(merged).contains("doubled: ada, lab03: the same submission with different verdicts in "
                + one + ", " + two + "; move away the result that is out of date"), findings(merged));
        assertTrue(findings(merged).contains("doubled: bob, lab03: different submissions in "), findings(merged));
        assertEquals(Set.of("ada", "bob"), Set.copyOf(merged.missing().stream().map(Attempt::name).toList()));
    }

    @Test
    void missingShardsAndResultsAreNamed() {
        new ShardFile(1, 3, "lab03", List.of(planned("ada", "ada.json"), planned("bob", "bob.json"))).write(first);
        new ShardFile(3, 3, "lab03", List.of()).write(second);
        new ShardFile(1, 1, "lab01", List.of()).write(second);
        new Sample("lab03", "ada").in(first, "ada");
        RecordedResults merged = merge(List.of(second, first), out);
        assertEquals("missing: shard 2 of 3, lab03: no folder has its shard-2-of-3.json",
                merged.findings().get(0).what());
        assertTrue(merged.findings().get(0).remedy().contains("--lab lab03 --shard 2/3"), findings(merged));
        assertTrue(merged.findings().get(1).what().startsWith("missing: bob, lab03: it was to be graded by "));
        assertEquals(2, merged.findings().size(), findings(merged));
        new Sample("lab03", "bob").in(first, "bob");
        new ShardFile(2, 3, "lab03", List.of()).write(second);
        assertEquals("", findings(merge(List.of(first, second), out)));
        assertEquals("", findings(merge(List.of(out), folder.resolve("again"))), "shards are merged, too");
    }

    @Test
    void unreadableFilesAreNamedWithTheirRemedy() throws IOException {
        String whole = Files.readString(new Sample("lab03", "ada").in(first, "ada"));
        Files.writeString(first.resolve("cut.json"), whole.substring(0, whole.length() / 2));
        Files.writeString(first.resolve("empty.json"), "");
        Files.writeString(first.resolve("list.json"), "[1]");
        Files.writeString(first.resolve("text.json"), "hello");
        Files.writeString(first.resolve("other.json"), "{\"name\": \"x\"}");
        Files.writeString(first.resolve("newer.json"), whole.replace("\"version\" : 1", "\"version\" : 2"));
        Files.writeString(first.resolve("elsewhere.json"), whole.replace("\"lab03\"", "\"../lab03\""));
        Files.writeString(first.resolve("shard-1-of-1.json"), "{\"version\"");
        Files.writeString(first.resolve(".ada.json.1-1.new"), "{");
        RecordedResults merged = merge(List.of(first), out);
        assertEquals("ada", names(merged));
        String found = findings(merged).replaceAll("line \\d+", "line N");
        for (String part : List.of("cut.json: line N: it ends in the middle; copy it again, or grade it again",
                "empty.json: it is empty; ", "list.json: it is not a result of `grade`; ",
                "text.json: line N: it is not JSON: ", "other.json: it is not a result of `grade`; move it",
                "newer.json: version 2, and this grader reads version 1; ",
                "elsewhere.json: there is no lab '../lab03'; ", "shard-1-of-1.json does not say what a shard")) {
            assertTrue(found.contains(part), part + " is not in\n" + found);
        }
        assertEquals(8, merged.findings().size(), found);
        assertEquals(List.of("lab03/ada.json"), merged());
    }

    @Test
    void aFileThatWasCutIsNotMissingAsWell() throws IOException {
        new ShardFile(1, 1, "lab03", List.of(planned("ada", "ada.json"))).write(first);
        Files.writeString(first.resolve("ada.json"), "{");
        RecordedResults merged = merge(List.of(first), out);
        assertEquals(1, merged.findings().size(), findings(merged));
        assertEquals(1, merge(List.of(first), out).findings().size(), "again, into the same folder");
        assertEquals(Set.of(new Attempt("lab03", "ada", "")), merged.missing());
    }

    @Test
    void filesOfTheSameNameBothStay() {
        new Sample("lab03", "ada.2").in(first, "ada.2");
        new Sample("lab03", "ada").attempt(2).in(second, "ADA.2");
        RecordedResults merged = merge(List.of(first, second), out);
        assertEquals("ada ada.2", names(merged));
        assertEquals(2, merged().size(), merged().toString());
        assertEquals("ada ada.2", names(RecordedResults.read(List.of(out))));
    }

    @Test
    void aNameIsTheSameHoweverItIsComposed() {
        new Sample("lab03", "Jos\u00e9").in(first);
        new Sample("lab03", "Jose\u0301").in(second);
        assertEquals("Jos\u00e9", names(merge(List.of(first, second), out)));
    }

    @Test
    void hostileNamesStayOnTheirLineAndOutOfPaths() {
        List<String> names = List.of("a\n::error::x", "\u202egpj.exe", "\"; DROP TABLE x; --", "../../up", "");
        for (int i = 0; i < names.size(); i++) {
            new Sample("lab03", names.get(i)).points(10).in(first, "f" + i);
            new Sample("lab03", names.get(i)).points(20).in(second, "f" + i);
        }
        RecordedResults merged = merge(List.of(first, second), out);
        assertEquals(names.size(), merged.findings().size());
        assertTrue(findings(merged).lines().allMatch(line -> line.startsWith("doubled: ")), findings(merged));
        assertTrue(findings(merged).contains("\\u202egpj.exe"), findings(merged));
        assertEquals(List.of(), merged());
    }

    @Test
    void whatIsNoFolderIsTold() {
        for (Path path : Stream.of(folder.resolve("none"), new Sample("lab03", "ada").in(first)).toList()) {
            UserError error = assertThrows(UserError.class, () -> merge(List.of(path), out));
            assertEquals(path + " is not a folder", error.getMessage());
        }
    }
}
