package grader.grading.submission;

import grader.core.console.UserError;

/** What was given has no folder of a lab that is needed. */
public final class LabNotFound extends UserError {

    private static final long serialVersionUID = 1;

    public LabNotFound(String what, String remedy) {
        super(what, remedy);
    }
}
