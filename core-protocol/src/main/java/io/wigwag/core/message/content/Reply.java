package io.wigwag.core.message.content;

/// A choice among what an [Offer] or a template showed.
public sealed interface Reply extends Content {

    /// What was chosen, as the sender of the offer called it.
    String id();

    /// A button.
    record Button(String id, String text) implements Reply {}

    /// A button of a template.
    ///
    /// @param index which one, from 0
    record TemplateButton(String id, String text, int index) implements Reply {}

    /// A row of a list.
    record Row(String id, String title, String description) implements Reply {
        @Override
        public String text() {
            return title;
        }
    }

    /// The outcome of a flow.
    ///
    /// @param id the flow's name
    /// @param json what the flow gives back
    record Flow(String id, String json, int version, String text) implements Reply {}
}
