package grader.core.starter;

import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.source.TaskMethods;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tasks in SQL or steps that are not begun: there is no Todo in those, so what tells is that nothing has changed. */
public final class GivenSections {

    /**
     * Where a section is.
     *
     * @param file as the caller has named it
     * @param line from 1
     */
    public record Place(String file, int line) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    private GivenSections() {}

    /**
     * The first section of each task whose sections are all as the starter has them.
     *
     * @param files the learner's files by name, with or without folders; those in Java do not count
     */
    public static Map<String, Place> of(Lab lab, Map<String, String> files) {
        Map<String, Place> given = new LinkedHashMap<>();
        Set<String> begun = new HashSet<>();
        files.forEach((file, text) -> {
            if (PlatformFiles.isSections(file)) {
                for (TaskMethods.Method section : TaskMethods.in(file, text).methods()) {
                    given.putIfAbsent(section.task(), new Place(file, section.line()));
                    if (!isGiven(lab, file, text, section)) {
                        begun.add(section.task());
                    }
                }
            }
        });
        given.keySet().removeAll(begun);
        return given;
    }

    private static boolean isGiven(Lab lab, String file, String text, TaskMethods.Method section) {
        String given = Starter.hole(lab, file.substring(file.lastIndexOf('/') + 1), text, section);
        return given.strip().equals(text.substring(section.bodyStart(), section.bodyEnd()).replace("\r", "").strip());
    }
}
