/**
 * A handler that passes requests on to other servers. They have their own rules for pages of other origins, so without
 * `--origin` they respond to preflights. Used from lab 14 on.
 */
interface PassesOn extends Handler {}
