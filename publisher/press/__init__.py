"""PDF -> the file that is handed over: to a press, or to readers at a screen."""
