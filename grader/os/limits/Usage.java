package grader.os.limits;

import grader.os.LinuxProcess;
import grader.os.ResidentMemory;

/**
 * What a server uses at a moment, with all processes that it has started.
 *
 * @param memory in bytes; 0 where the system does not tell
 * @param processes also those that have left it
 * @param threads of the kernel; 0 where the system does not tell
 * @param output so far, in characters
 * @param disk in bytes: what is in the folder of its grading
 */
record Usage(long memory, int processes, int threads, long output, long disk) {

    static Usage of(ProcessHandle server, int orphans, long output, long disk) {
        return new Usage(ResidentMemory.of(server).orElse(0), LinuxProcess.tree(server).size() + orphans,
                LinuxProcess.threads(server).orElse(0), output, disk);
    }
}
