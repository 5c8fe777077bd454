//DEPS org.hdrhistogram:HdrHistogram:2.2.2

// What counts the times of answers.
