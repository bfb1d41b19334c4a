package io.wigwag.core.message.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// A question with answers to choose from. Votes come as [SealedAddOn].
///
/// @param choices how many answers each may choose; 0 for any number
public record Poll(String question, List<String> options, int choices, Rules rules) implements Content {
    public static final int FEWEST_OPTIONS = 2;

    public Poll {
        options = List.copyOf(options);
    }

    /// Each chooses one answer.
    public static Poll single(String question, List<String> options) {
        return checked(question, options, 1, Rules.NONE);
    }

    /// Each chooses as many answers as they like.
    public static Poll multiple(String question, List<String> options) {
        return checked(question, options, 0, Rules.NONE);
    }

    /// Each chooses at most so many answers.
    public static Poll atMost(int choices, String question, List<String> options) {
        return checked(question, options, choices, Rules.NONE);
    }

    /// One answer is right.
    public static Poll quiz(String question, List<String> options, String right) {
        if (!options.contains(right)) {
            throw new IllegalArgumentException("the right answer is none of the options");
        }
        return checked(question, options, 1, Rules.NONE.withRightAnswer(right));
    }

    public Poll with(Rules other) {
        return new Poll(question, options, choices, other);
    }

    private static Poll checked(String question, List<String> options, int choices, Rules rules) {
        if (options.size() < FEWEST_OPTIONS || options.stream().distinct().count() < options.size()) {
            throw new IllegalArgumentException("options: " + options.size() + " (expected: 2 or more, all different)");
        }
        if (choices < 0 || choices > options.size()) {
            throw new IllegalArgumentException("choices: " + choices + " (expected: 0.." + options.size() + ")");
        }
        return new Poll(question, options, choices, rules);
    }

    /// What else holds for a poll.
    ///
    /// @param rightAnswer of a quiz
    /// @param endsAt when voting ends, in whole seconds
    /// @param announcement whether it goes to an announcement group
    public record Rules(
            Optional<String> rightAnswer,
            Optional<Instant> endsAt,
            boolean hidesNames,
            boolean takesNewOptions,
            boolean announcement) {
        public static final Rules NONE = new Rules(Optional.empty(), Optional.empty(), false, false, false);

        public Rules {
            endsAt = endsAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        }

        public Rules withRightAnswer(String option) {
            return new Rules(Optional.of(option), endsAt, hidesNames, takesNewOptions, announcement);
        }

        public Rules endingAt(Instant time) {
            return new Rules(rightAnswer, Optional.of(time), hidesNames, takesNewOptions, announcement);
        }

        public Rules hidingNames() {
            return new Rules(rightAnswer, endsAt, true, takesNewOptions, announcement);
        }

        public Rules takingNewOptions() {
            return new Rules(rightAnswer, endsAt, hidesNames, true, announcement);
        }

        public Rules inAnnouncements() {
            return new Rules(rightAnswer, endsAt, hidesNames, takesNewOptions, true);
        }
    }

    @Override
    public String text() {
        return question;
    }
}
