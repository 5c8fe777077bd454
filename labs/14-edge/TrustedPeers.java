import java.net.InetAddress;
import java.util.List;

/** The addresses whose `Forwarded` and `X-Forwarded-*` fields are believed: other proxies of the same owner. */
record TrustedPeers(List<Network> networks) {

    /** @param prefix how many bits all addresses of the network share */
    record Network(byte[] address, int prefix) {}

    static TrustedPeers from(List<String> texts) {
        return new TrustedPeers(texts.stream().map(TrustedPeers::parse).toList());
    }

    /** @throws UsageException if `text` is not an address, perhaps with `/` and the length of a prefix */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        try {
            byte[] address = InetAddress.ofLiteral(literal).getAddress();
            if (address.length == 4 && literal.split("\\.").length != 4) {
                throw new IllegalArgumentException("not as people write it");
            }
            int bits = 8 * address.length;
            return new Network(address, slash < 0 ? bits : Flags.number("trust", text.substring(slash + 1), 0, bits));
        } catch (IllegalArgumentException noAddress) {
            throw new UsageException("--trust " + text + ": give addresses such as 10.0.0.0/8 or ::1");
        }
    }

    /** Returns whether the address is in one of the networks: the first `prefix` bits are equal. */
    // task proxy
    boolean contain(InetAddress peer) {
        Todo.report("proxy");
        return true;
    }
}
