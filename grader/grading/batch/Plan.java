package grader.grading.batch;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.grading.batch.Names.Name;
import grader.results.recorded.ResultFile;
import grader.results.recorded.ResultFile.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The submissions of a batch, sorted by name and attempt, so that every shard has the same list.
 *
 * @param leftOut which names do not say whose submission it is, and the remedy
 */
record Plan(List<Planned> submissions, List<UserError> leftOut) {

    private static final int MOST_NAMED = 10;

    private record Found(Source source, Name name) {
        Owner owner() {
            return new Owner(name.name(), name.attempt());
        }

        Found withAttempt(String number) {
            return new Found(source, new Name(name.name(), Optional.of(number), name.submitted()));
        }
    }

    /** @throws UserError if nothing is there, or if all of it would be left out */
    static Plan of(List<String> arguments, Lab lab, Names names) {
        List<Source> sources =
                arguments.stream().flatMap(argument -> Source.named(argument, lab).stream()).distinct().toList();
        if (sources.isEmpty()) {
            throw new UserError("there is no submission in " + listed(arguments),
                    "give a folder, a .zip, a .tar.gz, or a repository as URL#REF");
        }
        List<UserError> leftOut = new ArrayList<>();
        List<Found> found = found(sources, names, leftOut);
        if (found.isEmpty() && !leftOut.isEmpty()) {
            throw leftOut.getFirst();
        }
        List<String> files = ResultFile.of(found.stream().map(Found::owner).toList());
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Name name = found.get(i).name();
            planned.add(new Planned(found.get(i).source(), name.name(), name.attempt().orElse(null),
                    name.submitted().map(Instant::toString).orElse(null), files.get(i)));
        }
        return new Plan(planned, leftOut);
    }

    private static List<Found> found(List<Source> sources, Names names, List<UserError> leftOut) {
        List<String> unfit = new ArrayList<>();
        Map<Owner, List<Found>> owned = new LinkedHashMap<>();
        for (Source source : sources) {
            Optional<Name> name = names.in(source);
            if (name.isEmpty()) {
                unfit.add(source.shown());
            } else {
                Found one = new Found(source, name.get());
                owned.computeIfAbsent(one.owner(), ignored -> new ArrayList<>()).add(one);
            }
        }
        if (!unfit.isEmpty()) {
            leftOut.add(new UserError("--names " + names + " does not fit " + listed(unfit),
                    "change the pattern, rename them, or take them out"));
        }
        return owned.values()
                .stream()
                .flatMap(same -> toldApart(same, leftOut).stream())
                .sorted(Comparator.comparing((Found one) -> one.name().name())
                        .thenComparing(one -> one.name().attempt().orElse("")))
                .toList();
    }

    /** Of one name: where there are no numbers, times tell attempts apart. The first has none, later ones from 2. */
    private static List<Found> toldApart(List<Found> same, List<UserError> leftOut) {
        if (same.size() == 1) {
            return same;
        }
        List<Instant> times =
                same.stream().flatMap(one -> one.name().submitted().stream()).distinct().sorted().toList();
        Owner owner = same.getFirst().owner();
        if (owner.attempt().isPresent() || times.size() < same.size()) {
            leftOut.add(new UserError("two submissions have the name " + Names.shown(owner.name()) + ": "
                    + listed(same.stream().map(one -> one.source().shown()).toList()),
                    "tell them apart with --names: by number, such as '{name}-{attempt}', or by time, such as "
                            + "'{name}_{submitted}'"));
            return List.of();
        }
        return same.stream().map(one -> {
            int number = 1 + times.indexOf(one.name().submitted().orElseThrow());
            return number == 1 ? one : one.withAttempt(String.valueOf(number));
        }).toList();
    }

    private static String listed(List<String> all) {
        return String.join(", ", all.stream().limit(MOST_NAMED).map(Names::shown).toList())
                + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : "");
    }
}
