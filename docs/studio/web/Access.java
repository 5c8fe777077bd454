package docs.studio.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser has to know and to say before it may use the studio.
 *
 * @param port where the studio listens
 * @param token that the link in the terminal holds
 * @param session that a browser gets in exchange for the token, as a cookie: always the same for a token and a port, so
 *        that a browser goes on after a restart
 * @param names by which a proxy may call the studio, besides those of this machine: `hub.example.org`
 */
record Access(int port, String token, String session, Set<String> names) {

    private static final int BYTES = 24;
    /** Stands in a name for the port, which is not known before the server listens. */
    private static final String PORT = "{port}";

    static Access of(int port, String token, Set<String> names) {
        return new Access(port, token, sessionOf(token, port),
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT).replace(PORT, "" + port))
                        .collect(Collectors.toSet()));
    }

    /** It does not reveal the token (HMAC, RFC 2104). */
    private static String sessionOf(String token, int port) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(("session " + port).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** 48 hexadecimal digits that no one can guess. */
    static String secret() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Browsers send cookies to every port of a host: the name tells two studios apart. */
    String cookieName() {
        return "studio_" + port;
    }

    boolean isToken(String given) {
        return same(token, given);
    }

    /** @param cookies the value of a field Cookie; null if there is none */
    boolean isSession(String cookies) {
        return cookies != null && Stream.of(cookies.split(";\\s*"))
                .anyMatch(cookie -> cookie.startsWith(cookieName() + "=")
                        && same(session, cookie.substring(cookieName().length() + 1)));
    }

    /** In a time that does not depend on how much is right. */
    private static boolean same(String secret, String given) {
        return given != null && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8),
                given.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a Host names this server. A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding): then Host
     * is that name.
     */
    boolean isHost(String host) {
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port).contains(lower) || isProxy(lower);
    }

    private boolean isProxy(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return names.contains(lower) || names.contains(lower.replaceFirst(":\\d+$", ""));
    }

    /** Whether an Origin is this server itself. A proxy may speak HTTPS, and may tell the server another Host. */
    boolean isOrigin(String origin, String host) {
        if (origin == null) {
            return false;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.equalsIgnoreCase("http://" + host)
                || isProxy(host) && lower.equalsIgnoreCase("https://" + host)
                || names.stream().anyMatch(name -> lower.equals("http://" + name) || lower.equals("https://" + name));
    }
}
