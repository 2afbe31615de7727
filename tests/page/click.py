"""Opens a page of leakgate in headless Chromium and uses it as a person would; prints what it saw as JSON.

usage: click.py PAGE [SCREENSHOT]
"""

import json
import pathlib
import shutil
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.service import Service


def browser(profile):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1600",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def main():
    page = pathlib.Path(sys.argv[1]).resolve().as_uri()
    with tempfile.TemporaryDirectory() as profile:
        driver = browser(profile)
        try:
            driver.get(page)
            seen = use(driver)
            if len(sys.argv) > 2:
                driver.save_screenshot(sys.argv[2])
        finally:
            driver.quit()
    json.dump(seen, sys.stdout)


def use(driver):
    def visible():
        return sum(finding.is_displayed() for finding in driver.find_elements(By.CSS_SELECTOR, "details.finding"))

    def choose(group, value):
        driver.find_element(By.CSS_SELECTOR, f'button[data-group="{group}"][data-value="{value}"]').click()

    seen = {"title": driver.title, "all": visible()}
    choose("severity", "critical")
    seen["critical"] = visible()
    choose("provider", "Stripe")
    seen["critical of Stripe"] = visible()
    seen["shown"] = driver.find_element(By.ID, "shown").text
    seen["choices"] = {
        button.get_attribute("data-value"): button.find_elements(By.TAG_NAME, "span")[-1].text
        for button in driver.find_elements(By.CSS_SELECTOR, 'button[data-group="provider"]')
    }
    driver.find_element(By.ID, "reset").click()
    seen["after reset"] = visible()
    search = driver.find_element(By.ID, "search")
    search.send_keys("deep/er stripe")
    seen["searched"] = visible()
    search.clear()
    search.send_keys("nothing has this name")
    seen["nothing"] = visible()
    seen["says so"] = driver.find_element(By.ID, "none").is_displayed()
    driver.find_element(By.ID, "reset").click()
    finding = driver.find_element(By.CSS_SELECTOR, "details.finding")
    finding.find_element(By.TAG_NAME, "summary").click()
    seen["remedy"] = finding.find_element(By.CSS_SELECTOR, ".body ol").is_displayed()
    seen["links"] = sorted({link.get_attribute("href") for link in driver.find_elements(By.TAG_NAME, "a")})
    seen["loaded"] = driver.execute_script("return performance.getEntriesByType('resource').length")
    seen["complaints"] = [entry["message"] for entry in driver.get_log("browser")]
    return seen


if __name__ == "__main__":
    main()
