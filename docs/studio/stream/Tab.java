package docs.studio.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A page in a browser: what it has started, and what it hears on a stream. */
final class Tab {

    /**
     * A value for a tab.
     *
     * @param of the id of the job, or the topic
     * @param over whether there are no more of it; it says nothing then
     */
    record Message(String tab, String of, Object says, boolean over) {}

    private final String id;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Feed.Reader> readers = new LinkedHashMap<>();
    private OpenStream stream;      // joined last; null: none yet
    private boolean gone;

    Tab(String id) {
        this.id = id;
    }

    /** Starts a job, unless it has one of this id: a request may be repeated. Returns false if the tab has gone. */
    synchronized boolean begin(String job, Supplier<Job> start) {
        if (!gone && !jobs.containsKey(job)) {
            Job started = start.get();
            jobs.put(job, started);
            readers.put(job, started.open());
        }
        return !gone;
    }

    /**
     * From now on it hears on this stream, of everything from its beginning.
     *
     * @param topics what it looks at
     * @param unheard ids of the jobs of which it has not heard the end. All others that are over are forgotten
     * @return those of them that are known; empty if the tab has gone
     */
    synchronized Optional<List<String>> join(OpenStream joined, Map<String, Feed> topics, Set<String> unheard) {
        if (gone) {
            return Optional.empty();
        }
        closeReaders();
        jobs.entrySet().removeIf(job -> !unheard.contains(job.getKey()) && job.getValue().isOver());
        topics.forEach((name, feed) -> readers.put(name, feed.open()));
        jobs.forEach((name, job) -> readers.put(name, job.open()));
        stream = joined;
        return Optional.of(unheard.stream().filter(jobs::containsKey).toList());
    }

    String id() {
        return id;
    }

    synchronized boolean isOn(OpenStream one) {
        return stream == one;
    }

    /** What is new for it, if it hears on this stream. */
    synchronized List<Message> news(OpenStream asking) {
        List<Message> news = new ArrayList<>();
        if (stream != asking || gone) {
            return news;
        }
        for (String of : List.copyOf(readers.keySet())) {
            boolean last = jobs.containsKey(of) && jobs.get(of).isOver();
            readers.get(of).news(last).forEach(says -> news.add(new Message(id, of, says, false)));
            if (last) {
                readers.remove(of).close();
                news.add(new Message(id, of, null, true));
            }
        }
        return news;
    }

    /** The stream has broken off: what was sent last may not have come. Another one may go on. */
    synchronized void left(OpenStream broken) {
        if (stream == broken) {
            closeReaders();
        }
    }

    private void closeReaders() {
        readers.values().forEach(Feed.Reader::close);
        readers.clear();
    }

    /** Ends what it has started. */
    synchronized void end() {
        gone = true;
        closeReaders();
        jobs.values().forEach(Job::end);
        jobs.clear();
    }
}
