# What `archiver completion` says.

help-completion = Write the script that completes commands, options, documents and periods at the Tab key.

    Without the name of a shell: how to install it.

    Example: archiver completion bash
completion-for = For { $shell }, to be typed once:
