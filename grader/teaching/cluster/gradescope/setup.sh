#!/bin/bash
# Gradescope runs this once, when it builds the image of an autograder. Upload a zip with three files at its top:
# setup.sh, run_autograder, and course.tar.gz, which you make in the course's checkout:
#
#   git archive --format=tar.gz -o course.tar.gz HEAD
#
# AUTOGRADER is another folder than /autograder only when you try this on your own machine.
set -eu
autograder=${AUTOGRADER:-/autograder}
lab=$(bash "$autograder/source/run_autograder" --lab)

if [ "$autograder" = /autograder ]; then
  apt-get -qq update
  apt-get -qq install -y --no-install-recommends openjdk-25-jdk-headless curl bubblewrap ||
    apt-get -qq install -y --no-install-recommends default-jdk-headless curl bubblewrap    # ./jbang fetches a JDK 25
fi
mkdir -p "$autograder/course"
tar -xzf "$autograder/source/course.tar.gz" -C "$autograder/course"
# Builds the grader and fetches its libraries, so that no submission has to wait for that.
cd "$autograder/course"
./jbang grade "$lab" --solution
