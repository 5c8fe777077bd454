package grader.checks.lab05;

import grader.run.Rig;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whom a server knows, and whose pages may read its answers: chosen by the seed, the same in all checks of a grading.
 *
 * @param admin   has the role admin
 * @param member  has another one
 * @param almost  have something of an admin, but not the role
 * @param origins two that are allowed
 */
record Guests(User admin, User member, List<User> almost, List<String> origins) {

    /** Somebody with a token. */
    record User(String name, String role, String secret) {

        String flag() {
            return name + ":" + role + ":" + secret;
        }

        /** The field that says who it is. */
        String bearer() {
            return "Authorization: Bearer " + secret;
        }

        @Override
        public String toString() {
            return name + ", whose role is " + role;
        }
    }

    static Guests of(Rig rig) {
        String role = rig.commonWord("role");
        return new Guests(
                user(rig, rig.commonWord("admin's name"), "admin"),
                user(rig, rig.commonWord("member's name"), role),
                List.of(user(rig, "admin", role), user(rig, rig.commonWord("a"), "Admin"), user(rig, rig.commonWord("b"), "administrator"),
                        user(rig, rig.commonWord("c"), "x-admin"), user(rig, rig.commonWord("d"), "admins")),
                List.of("http://" + rig.commonWord("host") + ".example",
                        "https://" + rig.commonWord("other host") + ".example:" + (1024 + Math.floorMod(rig.commonWord("port").hashCode(), 1000))));
    }

    /** A secret with letters of both cases, and with all that a bearer token may have (RFC 6750 §2.1). */
    private static User user(Rig rig, String name, String role) {
        String secret = rig.commonWord(name + " 1") + "-._~+/" + rig.commonWord(name + " 2").toUpperCase(Locale.ROOT) + "7==";
        return new User(name, role, secret);
    }

    String origin() {
        return origins.getFirst();
    }

    /** The flags that make a server know them, and these. */
    String[] flags(String... more) {
        Stream<User> users = Stream.concat(Stream.of(admin, member), almost.stream());
        return Stream.of(
                users.flatMap(user -> Stream.of("--token", user.flag())),
                origins.stream().flatMap(origin -> Stream.of("--origin", origin)),
                Stream.of(more)).flatMap(flags -> flags).toArray(String[]::new);
    }
}
