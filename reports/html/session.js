// What `source-audit review serve` puts here tells the pages where decisions go. Without it they stay in the browser.
