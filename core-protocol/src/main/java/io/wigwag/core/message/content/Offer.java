package io.wigwag.core.message.content;

import java.util.List;

/// Something to choose from. Phones show these as businesses send them; of what personal accounts send some are not
/// shown everywhere.
public sealed interface Offer extends Content {

    String body();

    @Override
    default String text() {
        return body();
    }

    /// Up to three buttons under a text.
    ///
    /// @param header a line above the text
    record Buttons(String header, String body, String footer, List<Button> buttons) implements Offer {
        public Buttons {
            buttons = List.copyOf(buttons);
        }
    }

    /// A button that answers with its id.
    record Button(String id, String label) {}

    /// A list behind a button.
    ///
    /// @param button what the button says
    record Menu(String title, String body, String footer, String button, List<Section> sections) implements Offer {
        public Menu {
            sections = List.copyOf(sections);
        }
    }

    /// Rows of a list under a heading.
    record Section(String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /// A row of a list.
    record Row(String id, String title, String description) {}

    /// Buttons that do something on the phone: open a link, call, copy, reply.
    record Flow(String header, String body, String footer, List<Action> actions) implements Offer {
        public Flow {
            actions = List.copyOf(actions);
        }
    }

    /// One such button.
    ///
    /// @param name `quick_reply`, `cta_url`, `cta_call`, `cta_copy` and others
    /// @param json what belongs to it
    record Action(String name, String json) {}
}
