"""What Markdown is read beyond CommonMark and MyST: a module for each construct."""
