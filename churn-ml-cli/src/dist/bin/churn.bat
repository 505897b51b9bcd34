@echo off
rem Runs the churn command on the first Java 17 or later of JAVA_HOME and the PATH.
rem JAVA_OPTS and CHURN_OPTS go to the JVM, after what is set here.
setlocal DisableDelayedExpansion
for %%i in ("%~dp0..") do set "CHURN_HOME_DIR=%%~fi"

set "CHURN_JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "CHURN_JAVA=%JAVA_HOME%\bin\java.exe"
if defined CHURN_JAVA call :version
if not defined CHURN_JAVA for %%i in (java.exe) do if not "%%~$PATH:i"=="" (
    set "CHURN_JAVA=%%~$PATH:i"
    call :version
)
if not defined CHURN_JAVA (
    echo Java 17 or later is required, and neither JAVA_HOME nor the PATH leads to one. 1>&2
    echo Maybe install one from https://adoptium.net and put it on the PATH, or set JAVA_HOME to its folder. 1>&2
    exit /b 1
)

rem From Java 24 on, the web server's threads would cause four lines of warning at the start.
set "CHURN_UNSAFE="
if %CHURN_JAVA_MAJOR% GEQ 24 set "CHURN_UNSAFE=--sun-misc-unsafe-memory-access=allow"

rem The optimizing compiler waits for four times as many calls as usual, but for a server, as in the other launcher.
set "CHURN_COMPILE=-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2000 -XX:Tier4CompileThreshold=60000"
rem The heap stays near what lives in it, but for a server, as in the other launcher.
set "CHURN_HEAP=-XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps -XX:NewSize=96m -XX:MaxNewSize=96m"
if "%~1"=="serve" set "CHURN_COMPILE="
if "%~1"=="serve" set "CHURN_HEAP="
"%CHURN_JAVA%" -XX:+UseSerialGC -XX:MaxRAMPercentage=70 %CHURN_HEAP% %CHURN_COMPILE% -Dfile.encoding=UTF-8 %CHURN_UNSAFE% %JAVA_OPTS% %CHURN_OPTS% "-Dchurn.home=%CHURN_HOME_DIR%" -cp "%CHURN_HOME_DIR%\lib\*" io.github.churnml.cli.Main %*
exit /b %ERRORLEVEL%

rem Forgets a Java that is older than 17.
:version
set "CHURN_JAVA_MAJOR=0"
for /f "tokens=3" %%v in ('""%CHURN_JAVA%" -version 2>&1" ^| findstr /c:" version "') do for /f "delims=.-+ tokens=1" %%m in ("%%~v") do set "CHURN_JAVA_MAJOR=%%m"
if %CHURN_JAVA_MAJOR% LSS 17 set "CHURN_JAVA="
exit /b 0
