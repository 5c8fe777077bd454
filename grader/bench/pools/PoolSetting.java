package grader.bench.pools;

import javax.sql.DataSource;

/**
 * What a pool is made for.
 *
 * @param leakMillis after how long a connection that was not returned is reported; 0 for never
 */
public record PoolSetting(DataSource source, long leakMillis) {}
