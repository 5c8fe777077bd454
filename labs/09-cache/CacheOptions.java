// Given: nothing in this file is for you to write.
/**
 * What the stretch tasks add to a {@link Cache}.
 *
 * @param admission whether a new value has to be requested more often than the value that it displaces
 * @param stale how long a value that is too old is still served while it is refreshed, in nanoseconds; 0 for not at all
 * @param jitter by what part of it the time to live may be shorter, at random, from 0 to 1
 */
record CacheOptions(boolean admission, long stale, double jitter) {

    static final CacheOptions NONE = new CacheOptions(false, 0, 0);
}
