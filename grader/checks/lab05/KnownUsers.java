package grader.checks.lab05;

import grader.grading.engine.Rig;
import grader.grading.engine.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The users that a server knows, and the origins that may read its responses: chosen by the seed, the same in all
 * checks of a grading.
 *
 * @param admin has the role admin
 * @param member has another one
 * @param almost have something of an admin, but not the role
 * @param origins two that are allowed
 */
record KnownUsers(User admin, User member, List<User> almost, List<String> origins) {

    /** A user with a token. */
    record User(String name, String role, String secret) {

        String flag() {
            return name + ":" + role + ":" + secret;
        }

        /** The field that identifies the user. */
        String bearer() {
            return "Authorization: Bearer " + secret;
        }

        @Override
        public String toString() {
            return name + " (role " + role + ")";
        }
    }

    static KnownUsers of(Rig rig) {
        String role = word(rig, "role");
        User admin = user(rig, word(rig, "admin's name"), "admin");
        return new KnownUsers(
                admin,
                user(rig, word(rig, "member's name"), role),
                List.of(user(rig, "admin", role), user(rig, word(rig, "a"), "Admin"),
                        user(rig, word(rig, "b"), "administrator"),
                        user(rig, word(rig, "c"), "x-admin"), user(rig, word(rig, "d"), "admins"),
                        new User(admin.name(), role, word(rig, "admin's other secret")),
                        user(rig, word(rig, "e"), role + ",admin")),
                List.of("http://" + word(rig, "host") + ".example",
                        "https://" + word(rig, "other host") + ".example:"
                                + (1024 + Math.floorMod(word(rig, "port").hashCode(), 1000))));
    }

    private static String word(Rig rig, String name) {
        return Words.word(rig.common(name));
    }

    /** A secret with letters of both cases, and with every character that a bearer token may have (RFC 6750 §2.1). */
    private static User user(Rig rig, String name, String role) {
        String secret = word(rig, name + " 1") + "-._~+/" + word(rig, name + " 2").toUpperCase(Locale.ROOT) + "7==";
        return new User(name, role, secret);
    }

    String origin() {
        return origins.getFirst();
    }

    /** The flags that tell a server about them, and `more`. */
    String[] flags(String... more) {
        Stream<User> users = Stream.concat(Stream.of(admin, member), almost.stream());
        return Stream.of(
                users.flatMap(user -> Stream.of("--token", user.flag())),
                origins.stream().flatMap(origin -> Stream.of("--origin", origin)),
                Stream.of(more)).flatMap(flags -> flags).toArray(String[]::new);
    }
}
