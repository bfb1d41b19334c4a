package io.wigwag.storage.engine;

/// Somebody outside the store who remembers how far each device was. A store that was put back to an old copy then
/// knows less than its witness, and the device's sessions have to be renewed: the other side's ratchets are ahead.
public interface CommitWitness {
    /// Nobody remembers.
    CommitWitness NONE = new CommitWitness() {
        @Override
        public long highest(String device) {
            return 0;
        }

        @Override
        public void saw(String device, long commits) {
            // There is nobody to tell.
        }
    };

    /// The highest number of commits that was ever told; 0 when none was.
    long highest(String device);

    /// A commit has happened. Called often; may remember only some, as long as it never tells more than it heard.
    void saw(String device, long commits);
}
