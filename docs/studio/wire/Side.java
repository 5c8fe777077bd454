package docs.studio.wire;

/** Where bytes, or the end of them, come from. */
enum Side {

    CLIENT, SERVER
}
