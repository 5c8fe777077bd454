package grader.grading.batch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.commands.GradeCommand;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.grading.batch.Shard;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import grader.results.recorded.ShardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What `grade batch` is told: names of submissions, shards, wrong calls. Nothing is graded here. */
class BatchInputTest {

    @TempDir
    Path folder;

    private Run batch(String... arguments) {
        List<String> all = new ArrayList<>(List.of("batch", "--lab", "lab01"));
        if (!List.of(arguments).contains("--out")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        all.addAll(List.of(arguments));
        return CourseCopy.run(new GradeCommand(Course.here().root()), all.toArray(String[]::new));
    }

    private Path empty(String... files) throws IOException {
        for (String file : files) {
            Path place = folder.resolve("subs").resolve(file);
            Files.createDirectories(place.getParent());
            Files.writeString(place, "");
        }
        return folder.resolve("subs");
    }

    /** The submissions of a batch, each with no more than a broken archive. */
    private List<ShardFile.Entry> planned(String names, String... files) throws IOException {
        Run run = batch(empty(files).toString(), "--names", names);
        assertEquals(0, run.exitCode(), run.err() + run.out());
        return ShardFile.read(folder.resolve("out/shard-1-of-1.json")).submissions();
    }

    @Test
    void aNameComesFromThePath() throws IOException {
        List<ShardFile.Entry> all =
                planned("{name}", "eve.zip", "ada.tar.gz", "bob.tgz", "O'Brien \u202e\n.zip", ".DS_Store");
        assertEquals(List.of("O'Brien \u202e\n", "ada", "bob", "eve"),
                all.stream().map(ShardFile.Entry::name).toList());
        assertTrue(Files.isRegularFile(folder.resolve("out").resolve(all.getFirst().file())), all::toString);
    }

    /** What platforms leave and tables are no submissions; an archive in a format that cannot be read is one. */
    @Test
    void whatLiesAmongSubmissionsIsNone() throws IOException {
        List<ShardFile.Entry> all = planned("{name}", "ada.zip", "._ada.zip", ".DS_Store", "Thumbs.db", "desktop.ini",
                "grades.csv", "~$list.xlsx", "list.xlsx", "__MACOSX/ada.zip", "ada.zip.part", "bob.7z");
        assertEquals(List.of("ada", "bob.7z"), all.stream().map(ShardFile.Entry::name).toList());
        Path subs = folder.resolve("subs");
        Run run = batch(subs + "/ada.zip", subs + "/grades.csv", "--out", folder.resolve("named").toString());
        assertTrue(run.out().contains("1 of 1 submissions"), run.out() + run.err());
        run = batch(subs + "/grades.csv");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("there is no submission in " + subs + "/grades.csv"), run.err());
    }

    @Test
    void aPatternHasAttemptAndTime() throws IOException {
        List<ShardFile.Entry> all =
                planned("{name}-{attempt}_{submitted}", "ada-x-2_2026-11-24T10-00-00Z.zip", "ada-x-10_20261125.zip");
        assertEquals(List.of(Optional.of("10"), Optional.of("2")),
                all.stream().map(ShardFile.Entry::attempt).toList());
        assertEquals(List.of("ada-x", "ada-x"), all.stream().map(ShardFile.Entry::name).toList());
        String result = Files.readString(folder.resolve("out/ada-x.2.json"));
        assertTrue(result.contains("\"submitted\" : \"2026-11-24T10:00:00Z\""), result);
        assertTrue(Files.readString(folder.resolve("out/ada-x.10.json")).contains("2026-11-25T00:00:00Z"));
    }

    @Test
    void attemptsAreToldApartByTheirTimes() throws IOException {
        List<ShardFile.Entry> all = planned("{name}_{submitted}", "ada_2026-12-03T10-00-00Z.zip",
                "ada_2026-12-01T10-00-00Z.zip", "ada_20261202.zip", "bob_20261202.zip");
        assertEquals(List.of("ada.json", "ada.2.json", "ada.3.json", "bob.json"),
                all.stream().map(ShardFile.Entry::file).toList());
        assertTrue(all.get(1).source().endsWith("ada_20261202.zip"), all::toString);
        assertTrue(Files.readString(folder.resolve("out/ada.3.json")).contains("2026-12-03T10:00:00Z"));
    }

    @Test
    void aPatternMayCoverFolders() throws IOException {
        Path subs = empty("ada/1-work.zip", "bob/1-work.zip");
        Run run = batch(subs + "/ada", subs + "/bob", "--names", "{name}/{attempt}-{}");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(List.of("ada.1.json", "bob.1.json"), ShardFile.read(folder.resolve("out/shard-1-of-1.json"))
                .submissions()
                .stream()
                .map(ShardFile.Entry::file)
                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --names {name}-{attempt}    | --names {name}-{attempt} does not fit SUBS/ada.zip, SUBS/bob.zip; change the pattern
            --names {attempt}           | --names {attempt} has no {name}
            --names {name}{name}        | has {name} twice
            --names {name}{age}         | there is no placeholder {age}; the placeholders are {name}, {attempt}, {submitted}
            --names {name}.             | does not fit
            SUBS/../subs/ada.zip SUBS/../subs/bob.zip | two submissions have the name ada: SUBS/ada.zip
            /no/such                    | there is no submission /no/such; give a folder
            --shard 3/2                 | --shard 3/2 is not NUMBER/OF, such as 2/5
            --shard 0/2                 | --shard 0/2 is not NUMBER/OF
            --jobs 0                    | --jobs 0 is less than 1
            --jobs x                    | --jobs
            --out SUBS/ada.zip          | --out SUBS/ada.zip is a file, no folder; name another folder
            """)
    void aWrongCallIsOneLineAndExitCode2(String more, String message) throws IOException {
        String subs = empty("ada.zip", "bob.zip").toString();
        List<String> arguments = new ArrayList<>(List.of(subs));
        arguments.addAll(List.of(more.replace("SUBS", subs).split(" ")));
        Run run = batch(arguments.toArray(String[]::new));
        assertEquals(2, run.exitCode(), run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(message.replace("SUBS", subs)), run.err());
    }

    @Test
    void aNameThatDoesNotSayWhoseItIsStopsNoOther() throws IOException {
        Path subs = empty("ada-1.zip", "bob-1.zip", "bob-01/x", "bob-1/x", "notes.txt");
        for (int i = 1; i <= 2; i++) {
            Run run = batch(subs.toString(), "--names", "{name}-{attempt}", "--shard", i + "/2");
            assertEquals(i == 1 ? 2 : 0, run.exitCode(), run.err());
            for (String message : List.of(
                    "--names {name}-{attempt} does not fit " + subs + "/notes.txt; change the pattern, rename them",
                    "two submissions have the name bob: " + subs + "/bob-1, " + subs + "/bob-1.zip; tell them apart")) {
                assertEquals(i == 1 ? 2 : 0,
                        run.out().lines().filter(line -> line.startsWith("LEFT OUT: " + message)).count(), run.out());
            }
        }
        try (var results = Files.list(folder.resolve("out"))) {
            assertEquals(Set.of("ada.1.json", "bob.01.json", "shard-1-of-2.json", "shard-2-of-2.json"),
                    results.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            JOB_COMPLETION_INDEX=2,JOB_COMPLETIONS=5 | 3/5
            SLURM_ARRAY_TASK_ID=4,SLURM_ARRAY_TASK_MIN=4,SLURM_ARRAY_TASK_COUNT=3 | 1/3
            SLURM_ARRAY_TASK_ID=7,SLURM_ARRAY_TASK_MIN=1,SLURM_ARRAY_TASK_STEP=3,SLURM_ARRAY_TASK_COUNT=3 | 3/3
            STRATEGY_JOB_INDEX=0,STRATEGY_JOB_TOTAL=4 | 1/4
            CI_NODE_INDEX=4,CI_NODE_TOTAL=4 | 4/4
            BUILDKITE_PARALLEL_JOB=1,BUILDKITE_PARALLEL_JOB_COUNT=2 | 2/2
            CIRCLE_NODE_INDEX=1,CIRCLE_NODE_TOTAL=2 | 2/2
            """)
    void anEngineSaysWhichShardItIs(String environment, String shard) {
        Shard found = Shard.of("auto", environment(environment));
        assertEquals(shard, found.number() + "/" + found.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            PATH=x                 | --shard auto: none of JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID, STRATEGY_JOB_INDEX
            JOB_COMPLETION_INDEX=2 | this is a Kubernetes Indexed Job, as JOB_COMPLETION_INDEX is set, but JOB_COMPLETIONS= is no number
            CI_NODE_INDEX=5,CI_NODE_TOTAL=4 | CI_NODE_INDEX=5 and CI_NODE_TOTAL=4 do not fit
            """)
    void anEngineThatSaysTooLittleIsTold(String environment, String message) {
        UserError told = assertThrows(UserError.class, () -> Shard.of("auto", environment(environment)));
        assertTrue(told.getMessage().contains(message), told.getMessage());
    }

    private static Map<String, String> environment(String text) {
        Map<String, String> all = new TreeMap<>();
        for (String each : text.split(",")) {
            all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return all;
    }

    @Test
    void shardsAreAllTogether() throws IOException {
        Path subs = empty("a.zip", "b.zip", "c.zip", "d.zip", "e.zip");
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            assertEquals(0, batch(subs.toString(), "--shard", i + "/3").exitCode());
            names.addAll(ShardFile.read(folder.resolve("out/shard-" + i + "-of-3.json"))
                    .submissions()
                    .stream()
                    .map(ShardFile.Entry::name)
                    .toList());
        }
        assertEquals(List.of("a", "d", "b", "e", "c"), names);
        for (String name : names) {
            assertTrue(Files.exists(folder.resolve("out").resolve(name + ".json")), name);
        }
    }
}
