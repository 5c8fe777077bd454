// Given: nothing in this file is for you to write.
import java.util.Collection;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;

/**
 * Takes note of the name that the client of an engine asks for (SNI, RFC 6066 §3), and accepts any. The session has a
 * name, too: if it is resumed, the one for which it began.
 */
final class RequestedName extends SNIMatcher {

    private volatile String name;

    RequestedName() {
        super(StandardConstants.SNI_HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName requested) {
        if (requested instanceof SNIHostName host) {
            name = host.getAsciiName();
        }
        return true;
    }

    /** Returns the name that the client of `engine` asks for; null if it has sent none, or not yet. */
    static String of(SSLEngine engine) {
        Collection<SNIMatcher> matchers = engine.getSSLParameters().getSNIMatchers();
        for (SNIMatcher matcher : matchers) {
            if (matcher instanceof RequestedName requested) {
                return requested.name;
            }
        }
        return null;
    }
}
