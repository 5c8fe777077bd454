#!/bin/bash
# Grades the submissions of a lab as a Slurm array. On a file system that all nodes share, in the course's checkout:
#
#   ./jbang grade lab03 --solution                                 # once: builds the grader and fetches its libraries
#   sbatch --wait grader/teaching/cluster/slurm.sh lab03 ../submissions     # one result per submission, in ../results/lab03/
#   ./jbang grade gradebook ../results --out ../book               # names what is missing; the same sbatch grades that
#
# Change these lines, or override them: sbatch --array=0-39 --time=2:00:00 … The number of tasks is free: each takes its
# share of the submissions. A submission needs about a processor and 1 GB, and seldom more than two minutes.
#SBATCH --job-name=grade
#SBATCH --array=0-9
#SBATCH --cpus-per-task=2
#SBATCH --mem=3G
#SBATCH --time=01:00:00
#SBATCH --output=slurm-%A_%a.out
set -eu

if [ $# -lt 2 ]; then
  echo 'call: sbatch slurm.sh LAB SUBMISSIONS [OPTION…]    the options of ./jbang grade batch' >&2
  exit 2
fi
lab=$1 submissions=$2
shift 2

# module load java/25    # if nodes have no JDK 25 or newer by themselves

# Slurm runs a copy of this script in the folder where you called sbatch.
exec ./jbang grade batch "$submissions" --lab "$lab" --shard auto --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --out "../results/$lab" "$@"
