package grader.grading.batch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.grading.unpacking.GitRepository;
import grader.grading.unpacking.LabSearch;
import grader.grading.unpacking.LabSnapshot;
import grader.grading.unpacking.UnpackLimits;
import grader.grading.unpacking.Unpacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a submission is read from.
 *
 * @param location a path, or the URL of a repository
 * @param ref of a repository; empty: its HEAD
 */
record Source(Kind kind, String location, String ref) {

    enum Kind { FOLDER, FILE, GIT }

    /** The copy's folder in the folder of one submission's temporary files. */
    static final String COPY = "submission";

    /**
     * The submissions that an argument names. A folder is one if the lab is at its top. Otherwise each of its entries
     * is one if they look so: one is an archive, a repository, or a folder with the lab at its top, or two have the lab
     * somewhere. What platforms leave there, and tables, are none.
     *
     * @throws UserError if nothing is there
     */
    static List<Source> named(String argument, Lab lab) {
        if (GitRepository.isUrl(argument)) {
            return List.of(git(argument));
        }
        Path path = Path.of(argument);
        if (Files.exists(path)) {
            return named(path, lab);
        }
        int hash = argument.lastIndexOf('#');
        if (hash > 0 && Files.isDirectory(Path.of(argument.substring(0, hash)))) {
            return List.of(git(argument));
        }
        throw new UserError("there is no submission " + Names.shown(argument),
                "give a folder, a .zip, a .tar.gz, or a repository as URL#REF");
    }

    private static Source git(String argument) {
        int hash = argument.lastIndexOf('#');
        return hash < 0 ? new Source(Kind.GIT, argument, "")
                : new Source(Kind.GIT, argument.substring(0, hash), argument.substring(hash + 1));
    }

    private static List<Source> named(Path path, Lab lab) {
        if (Files.isRegularFile(path) && isNone(path)) {
            return List.of();
        }
        Source one = of(path);
        if (one.kind != Kind.FOLDER || LabSearch.isAtTopOf(path, lab)) {
            return List.of(one);
        }
        try (var entries = Files.list(path)) {
            List<Path> all =
                    entries.filter(entry -> !isNone(entry)).sorted().toList();
            boolean many = all.stream().anyMatch(entry -> looksSo(entry, lab))
                    || all.stream().filter(entry -> LabSearch.isSomewhereIn(entry, lab)).limit(2).count() > 1;
            return many ? all.stream().map(Source::of).toList() : List.of(one);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(path));
        }
    }

    /** Whether it lies among submissions and is none of them. */
    private static boolean isNone(Path path) {
        String name = String.valueOf(path.getFileName());
        return PlatformFiles.isOne(name) || PlatformFiles.isTable(name) && Files.isRegularFile(path);
    }

    private static Source of(Path path) {
        Kind kind = !Files.isDirectory(path) ? Kind.FILE : GitRepository.isBare(path) ? Kind.GIT : Kind.FOLDER;
        return new Source(kind, path.toString(), "");
    }

    private static boolean looksSo(Path entry, Lab lab) {
        return switch (of(entry).kind) {
            case GIT -> true;
            case FILE -> !Unpacking.extension(entry.getFileName().toString()).isEmpty();
            case FOLDER -> LabSearch.isAtTopOf(entry, lab);
        };
    }

    /**
     * Unpacks it, if need be, and copies the lab out of it.
     *
     * @param work an empty folder
     */
    LabSnapshot snapshot(Lab lab, Path work) throws IOException {
        Path unpacked = work.resolve("unpacked");
        Path root = switch (kind) {
            case FOLDER -> Path.of(location);
            case FILE -> {
                Unpacking.unpack(Path.of(location), title(), Files.createDirectory(unpacked), UnpackLimits.USUAL);
                yield unpacked;
            }
            case GIT -> {
                new GitRepository(location, Optional.of(ref).filter(name -> !name.isEmpty())).unpack(
                        Files.createDirectory(work.resolve("git")), title(), Files.createDirectory(unpacked),
                        UnpackLimits.USUAL);
                yield unpacked;
            }
        };
        return LabSnapshot.of(LabSearch.in(root, lab, title()), lab, title(), work.resolve(COPY));
    }

    /** Whether it has to be fetched over a network. */
    @JsonIgnore
    boolean isElsewhere() {
        return kind == Kind.GIT && GitRepository.isUrl(location) && !location.startsWith("file:");
    }

    /** As on the command line, without a password in a URL. */
    String shown() {
        return location.replaceFirst("^([a-z][a-z0-9+.-]*://)[^/@]*@", "$1") + (ref.isEmpty() ? "" : "#" + ref);
    }

    /** The last element of its path, for messages that learners read, too. */
    @JsonIgnore
    String title() {
        String shown = shown().replaceFirst("/+$", "");
        return Names.shown(shown.substring(shown.lastIndexOf('/') + 1));
    }

    /** The elements of its path, the last one without the extension of an archive or a repository. */
    @JsonIgnore
    String path() {
        String path = kind == Kind.GIT && GitRepository.isUrl(location) ? location
                : Path.of(location).toAbsolutePath().normalize().toString();
        String extension = kind == Kind.GIT && path.endsWith(".git") ? ".git"
                : kind == Kind.FILE ? Unpacking.extension(path) : "";
        return path.substring(0, path.length() - extension.length())
                .replaceFirst("/+$", "")
                .replaceFirst("/\\.git$",
                        "");
    }
}
